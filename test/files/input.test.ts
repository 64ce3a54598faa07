import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import test from 'ava';
import {readInput} from '../../source/files/input.js';
import {WrongKindError} from '../../source/files/wrong-kind.js';
import {folderWith} from '../helpers/names.js';

test('a file is read whole, also through a link or as a descriptor', async t => {
	const {at} = folderWith(t, [['file', 'text']]);
	fs.symlinkSync('file', at('link'));
	const fd = fs.openSync(at('file'), 'r');
	for (const name of [at('file'), at('link'), `/dev/fd/${fd}`]) {
		t.is(await readInput(name), 'text');
	}

	fs.closeSync(fd);
	t.is(await readInput('/dev/null'), '');
});

test('what might never end is refused', async t => {
	const {at} = folderWith(t);
	execFileSync('mkfifo', [at('pipe')]);
	await t.throwsAsync(readInput(at('pipe')), {instanceOf: WrongKindError, message: 'it is a pipe'});
	await t.throwsAsync(readInput('/dev/zero'), {instanceOf: WrongKindError, message: 'it is a device'});
	await t.throwsAsync(readInput(at('missing')), {code: 'ENOENT'});
});
