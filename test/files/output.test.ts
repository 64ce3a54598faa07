import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import test from 'ava';
import {checkOutput, openOutput} from '../../source/files/output.js';
import {WrongKindError} from '../../source/files/wrong-kind.js';
import {folderWith, modeOf} from '../helpers/names.js';

const given = {followsLinks: true};
const ours = {followsLinks: false};

for (const options of [given, ours]) {
	test(`a new file is private and one that is there is appended to, ${options.followsLinks ? 'given' : 'ours'}`, t => {
		const {at} = folderWith(t, [['old', 'old ']]);
		fs.chmodSync(at('old'), 0o644);
		for (const name of ['new', 'old']) {
			const output = openOutput(at(name), options);
			t.true(output.isFile);
			fs.writeSync(output.fd, name);
			output.close();
		}

		t.is(modeOf(at('new')), '600');
		t.is(modeOf(at('old')), '644');
		t.is(fs.readFileSync(at('old'), 'utf8'), 'old old');
	});
}

test('links are followed only for a name that was given', t => {
	const {at} = folderWith(t, [['file', '']]);
	for (const [link, target] of [['to-file', 'file'], ['dangling', 'new']] as const) {
		fs.symlinkSync(target, at(link));
		t.throws(() => openOutput(at(link), ours), {instanceOf: WrongKindError, message: /^it is a link/v});
		t.false(fs.existsSync(at('new')));
		openOutput(at(link), given).close();
	}

	t.true(fs.existsSync(at('new')));
});

for (const [name, make, message] of [
	['a pipe', (path: string) => execFileSync('mkfifo', [path]), 'it is a pipe'],
	['a folder', (path: string) => {
		fs.mkdirSync(path);
	}, 'it is a folder'],
	['a link to a pipe', (path: string) => {
		execFileSync('mkfifo', [`${path}.pipe`]);
		fs.symlinkSync(`${path}.pipe`, path);
	}, 'it is a pipe'],
	['a device', (path: string) => {
		fs.symlinkSync('/dev/zero', path);
	}, 'it is a device'],
] as const) {
	test(`${name} is refused at once`, t => {
		const {at} = folderWith(t);
		make(at('it'));
		t.throws(() => openOutput(at('it'), given), {instanceOf: WrongKindError, message});
		t.throws(() => {
			checkOutput(at('it'));
		}, {instanceOf: WrongKindError, message});
	});
}

test('a device that only takes is as good as a file', t => {
	for (const name of ['/dev/null', '/dev/full']) {
		const output = openOutput(name, given);
		t.false(output.isFile);
		output.close();
	}
});

test('a stream is opened anew, so that closing leaves it open', t => {
	const {at} = folderWith(t, [['file', '']]);
	const fd = fs.openSync(at('file'), 'a');
	const output = openOutput(`/dev/fd/${fd}`, given);
	fs.writeSync(output.fd, 'one ');
	output.close();
	fs.writeSync(fd, 'two');
	fs.closeSync(fd);
	t.is(fs.readFileSync(at('file'), 'utf8'), 'one two');
});

test('checking makes nothing', t => {
	const {at} = folderWith(t);
	checkOutput(at('new'));
	t.false(fs.existsSync(at('new')));
	t.throws(() => {
		checkOutput(at('missing/new'));
	}, {code: 'ENOENT'});
});
