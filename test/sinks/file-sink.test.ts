import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {UsageError} from '../../source/domain/errors.js';
import {createFileSink} from '../../source/sinks/file-sink.js';
import {ownPath} from '../helpers/folder.js';
import {answerTo, createAnswers} from '../helpers/hand-over.js';
import {
	batchesOf, makeBatch, makeChunk,
} from '../helpers/records.js';
import {testSinkContract} from './sink-contract.js';

testSinkContract(test, 'file sink', async t => {
	const file = ownPath(t, 'out.log');
	return {sink: createFileSink({path: file}), received: async () => fs.promises.readFile(file)};
});

test('appends to a file that is there', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\n');
	const sink = createFileSink({path: file});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\nnew\n');
});

test('a record that somebody left unterminated is not joined to the first of ours', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\ntorn');
	const sink = createFileSink({path: file});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\ntorn\nnew\n');
});

test('what several workers hand over in a turn keeps its order, more parts than one call takes included', async t => {
	const file = ownPath(t, 'out.log');
	const sink = createFileSink({path: file});
	await sink.open();
	const records = Array.from({length: 3000}, (_, index) => `record ${index}`);
	const answers = createAnswers(sink);
	for (const record of records) {
		answers.write(makeBatch([record]));
	}

	await answers.settled();
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), `${records.join('\n')}\n`);
});

test('a full disk is said, and the batch is kept for another attempt', async t => {
	const sink = createFileSink({path: '/dev/full'});
	await sink.open();
	t.deepEqual(await answerTo(sink, makeBatch(['a record'])), {
		kind: 'retry',
		message: 'file:/dev/full: no space left on device (ENOSPC)',
		outcomeUnknown: false,
	});
	await sink.close();
});

test('a write that fails midway confirms the whole batches before and leaves no torn record', t => {
	const file = ownPath(t, 'out.log');
	// The file may not grow over 100 bytes: the third batch of 40 bytes is torn. Afterwards it may, and all pass.
	const program = `
		const {createFileSink} = await import(${JSON.stringify(new URL('../../source/sinks/file-sink.js', import.meta.url).href)});
		const {createAnswers} = await import(${JSON.stringify(new URL('../helpers/hand-over.js', import.meta.url).href)});
		const {batchesOf, makeChunk} = await import(${JSON.stringify(new URL('../helpers/records.js', import.meta.url).href)});
		const {execFileSync} = await import('node:child_process');
		const fs = await import('node:fs');
		process.on('SIGXFSZ', () => {});
		const sink = createFileSink({path: process.argv[1]});
		await sink.open();
		const batches = batchesOf(makeChunk(Array.from({length: 16}, (_, index) => 'record ' + String(index).padStart(2, '0'))), 4);
		execFileSync('prlimit', ['--fsize=100:unlimited', '--pid', process.pid]);
		const answers = createAnswers(sink);
		for (const batch of batches) answers.write(batch);
		await answers.settled();
		const size = fs.statSync(process.argv[1]).size;
		execFileSync('prlimit', ['--fsize=unlimited', '--pid', process.pid]);
		const again = createAnswers(sink);
		for (const batch of batches.slice(2)) again.write(batch);
		await again.settled();
		await sink.close();
		console.log(JSON.stringify({size, first: batches.map(batch => answers.of(batch) ?? null), second: batches.slice(2).map(batch => again.of(batch) ?? null)}));
	`;
	const outcome: unknown = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program, file], {encoding: 'utf8'}));
	const failure = {kind: 'retry', message: `file:${file}: file too large (EFBIG)`, outcomeUnknown: false};
	t.deepEqual(outcome, {size: 80, first: [null, null, failure, failure], second: [null, null]});
	t.is(fs.readFileSync(file, 'utf8'), Array.from({length: 16}, (_, index) => `record ${String(index).padStart(2, '0')}\n`).join(''));
});

for (const [title, at, message, hint] of [
	['a folder', '.', /illegal operation on a directory \(EISDIR\)/v, /may write/v],
	['a folder that is not there', 'missing/out.log', /no such file or directory \(ENOENT\)/v, /make its folder first/v],
	['a file as a folder', 'file/out.log', /not a directory \(ENOTDIR\)/v, /may write/v],
] as const) {
	test(`refuses ${title} before the first record`, async t => {
		const folder = path.dirname(ownPath(t, 'x'));
		fs.writeFileSync(path.join(folder, 'file'), '');
		const sink = createFileSink({path: path.join(folder, at)});
		const error = await t.throwsAsync(sink.open(), {instanceOf: UsageError, message});
		t.regex(error?.hint ?? '', hint);
	});
}

test('refuses a pipe instead of waiting for its reader', async t => {
	const pipe = ownPath(t, 'pipe');
	execFileSync('mkfifo', [pipe]);
	await t.throwsAsync(createFileSink({path: pipe}).open(), {instanceOf: UsageError, message: /it is a pipe/v});
});

test('batches that lie side by side in a chunk are written as one part', async t => {
	const file = ownPath(t, 'out.log');
	const sink = createFileSink({path: file});
	await sink.open();
	const answers = createAnswers(sink);
	for (const batch of batchesOf(makeChunk(['a', 'b', 'c', 'd']), 1)) {
		answers.write(batch);
	}

	await answers.settled();
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'a\nb\nc\nd\n');
});
