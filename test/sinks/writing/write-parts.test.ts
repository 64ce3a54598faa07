import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import test from 'ava';
import {writeParts, writePartsAside} from '../../../source/sinks/writing/write-parts.js';
import {ownPath} from '../../helpers/folder.js';

for (const [title, write] of [['at once', async (...given: Parameters<typeof writeParts>) => writeParts(...given)], ['aside', writePartsAside]] as const) {
	test(`${title}: all parts are written in their order, more and larger ones than one call takes`, async t => {
		const file = ownPath(t, 'out.log');
		const fd = fs.openSync(file, 'a');
		const parts = Array.from({length: 3000}, (_, index) => Buffer.from(`${index}\n`.repeat(index % 1000 === 0 ? 50_000 : 1)));
		const all = Buffer.concat(parts);
		t.deepEqual(await write(fd, parts), {bytes: all.length, error: undefined});
		fs.closeSync(fd);
		t.is(Buffer.compare(fs.readFileSync(file), all), 0);
	});

	test(`${title}: no parts are written as nothing`, async t => {
		const fd = fs.openSync(ownPath(t, 'out.log'), 'a');
		t.deepEqual(await write(fd, []), {bytes: 0, error: undefined});
		fs.closeSync(fd);
	});

	test(`${title}: what can't be written is said`, async t => {
		const fd = fs.openSync('/dev/full', 'a');
		const {bytes, error} = await write(fd, [Buffer.from('a')]);
		t.is(bytes, 0);
		t.regex(String(error), /ENOSPC/v);
		fs.closeSync(fd);
	});
}
