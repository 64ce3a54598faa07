import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import type {Source} from '../../../source/engine/ports/source.js';
import {createFileSource} from '../../../source/sources/file/file-source.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {until} from '../../helpers/until.js';
import {openReading, testSourceContract} from '../source-contract.js';

const record = `${'x'.repeat(126)}\n`;

function sourceOf(pattern: string, {maxRecordSize = 1024 * 1024}: {readonly maxRecordSize?: number} = {}): Source {
	return createFileSource({pattern, maxRecordSize, clock});
}

function folderWith(t: ExecutionContext, ...files: ReadonlyArray<readonly [name: string, text: string]>): string {
	const folder = ownPath(t, '');
	for (const [name, text] of files) {
		fs.writeFileSync(path.join(folder, name), text);
	}

	return folder;
}

testSourceContract(test, 'file source', {
	isGenerated: false,
	async create(t, input) {
		const file = ownPath(t, 'in.log');
		fs.writeFileSync(file, input);
		return {source: sourceOf(file)};
	},
});

test('a glob gives its files one after the other, sorted by name, and joins no two records', async t => {
	const folder = folderWith(t, ['b.log', 'b1\nb2'], ['a.log', 'a1\n'], ['c.log', ''], ['d.log', 'd1'], ['d.txt', 'not this']);
	const source = sourceOf(`${folder}/*.log`);
	const reading = await openReading({source});
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.is(new TextDecoder().decode(reading.bytes()), 'a1\nb1\nb2\nd1\n');
	t.deepEqual(reading.slices.map(({chunk}) => chunk.origin), [
		['a.log', 3], ['b.log', 3], ['b.log', 5], ['d.log', 2],
	].map(([name, end]) => ({source: `file:${path.join(folder, String(name))}`, end})));
	await source.close();
});

test('a file whose name reads like a glob is that file', async t => {
	const folder = folderWith(t, ['a[1].log', 'this\n'], ['a1.log', 'not this\n']);
	const source = sourceOf(path.join(folder, 'a[1].log'));
	const reading = await openReading({source});
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.is(new TextDecoder().decode(reading.bytes()), 'this\n');
	await source.close();
});

test('what is not taken stays in the file, and a stop ends with the last whole record', async t => {
	const folder = folderWith(t, ['in.log', record.repeat(65_536)], ['jn.log', 'not read\n']);
	const source = sourceOf(`${folder}/*`);
	const reading = await openReading({source});
	let turns = 0;
	await until(() => reading.calls > 0 && ++turns === 50);
	t.is(reading.calls, 1);
	source.stop();
	reading.readHeld();
	t.true(source.isEnded);
	t.is(reading.bytes().length, Math.floor(256 * 1024 / record.length) * record.length);
	await source.close();
});

test('memory that came back is used again', async t => {
	const folder = folderWith(t, ['in.log', record.repeat(65_536)]);
	const source = sourceOf(path.join(folder, 'in.log'));
	const reading = await openReading({source});
	const buffers = new Set<ArrayBufferLike>();
	let sum = 0;
	await until(() => {
		const slice = reading.read(Number.POSITIVE_INFINITY);
		if (slice !== undefined) {
			buffers.add(slice.chunk.bytes.buffer);
			sum += slice.chunk.bytes.reduce((total, byte) => total + byte, 0);
			slice.chunk.recycle?.();
		}

		return source.isEnded;
	});
	t.is(sum, 65_536 * Buffer.from(record).reduce((total, byte) => total + byte, 0));
	t.true(buffers.size <= 3, `${buffers.size} buffers`);
	await source.close();
});

test('a record over the limit is refused, and the file goes on', async t => {
	const folder = folderWith(t, ['in.log', `small\n${'x'.repeat(1_000_000)}\nafter\n`]);
	const source = sourceOf(path.join(folder, 'in.log'), {maxRecordSize: 1000});
	const reading = await openReading({source});
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.is(new TextDecoder().decode(reading.bytes()), 'small\nafter\n');
	t.deepEqual(reading.refused.map(({bytes, size}) => [bytes.length, size]), [[1_000_001, 1_000_001]]);
	await source.close();
});

async function refusal(t: ExecutionContext, source: Source): Promise<string> {
	const error = await t.throwsAsync(openReading({source}), {instanceOf: UsageError});
	return error === undefined ? '' : `${error.message} (${error.hint ?? ''})`;
}

test('what can\'t be read is refused with what to do', async t => {
	const folder = folderWith(t, ['in.log', 'a\n']);
	const file = path.join(folder, 'in.log');
	t.is(await refusal(t, sourceOf(`${folder}/x*`)), `no file matches ${folder}/x* (quote the pattern, and try it with ls first)`);
	t.is(await refusal(t, sourceOf(`${file}x`)), `can't read ${file}x: no such file or directory (ENOENT) (name a file that you may read)`);
	t.is(await refusal(t, sourceOf(folder)), `can't read ${folder}: it is a folder (for the files in it say file:${folder}/*)`);
	t.is(await refusal(t, sourceOf('/dev/null')), 'can\'t read /dev/null: it is no regular file (redirect it: --source stdin < /dev/null)');
	fs.symlinkSync('/dev/null', path.join(folder, 'gone'));
	t.is(await refusal(t, sourceOf(`${folder}/g*`)), `can't read ${folder}/gone: it is no regular file (redirect it: --source stdin < ${folder}/gone)`);
});
