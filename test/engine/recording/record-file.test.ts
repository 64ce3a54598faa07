import fs from 'node:fs';
import test from 'ava';
import {openRecordFile} from '../../../source/engine/recording/record-file.js';
import {ownPath} from '../../helpers/folder.js';
import {refusalOf} from '../../helpers/refusal.js';

test('what the file held stays until there is a line, and goes then', t => {
	const path = ownPath(t, 'r.ndjson');
	fs.writeFileSync(path, 'old\n');
	const file = openRecordFile(path);
	t.is(fs.readFileSync(path, 'utf8'), 'old\n');
	file.append('first');
	file.append('second');
	t.is(fs.readFileSync(path, 'utf8'), 'first\nsecond\n');
});

test('a file that can\'t be written is refused at the start', t => {
	t.regex(refusalOf(t, () => openRecordFile(ownPath(t, 'no/such'))), /^the record can't be written to .*no\/such: no such file or directory .*folder/v);
});

test('a device that is full throws', t => {
	t.throws(() => {
		openRecordFile('/dev/full').append('line');
	}, {code: 'ENOSPC'});
});
