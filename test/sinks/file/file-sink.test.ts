import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import {createFileSink} from '../../../source/sinks/file/file-sink.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';
import {
	batchesOf, makeBatch, makeChunk,
} from '../../helpers/records.js';
import {testSinkContract} from '../sink-contract.js';

testSinkContract(test, 'file sink', async t => {
	const file = ownPath(t, 'out.log');
	return {sink: createFileSink({path: file, clock}), received: async () => fs.promises.readFile(file)};
});

test('appends to a file that is there', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\n');
	const sink = createFileSink({path: file, clock});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\nnew\n');
});

test('a record that an earlier program left unterminated is not joined to the first of ours', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\ntorn');
	const sink = createFileSink({path: file, clock});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\ntorn\nnew\n');
});

test('what several workers hand over in a tick keeps its order, more parts than one call takes included', async t => {
	const file = ownPath(t, 'out.log');
	const sink = createFileSink({path: file, clock});
	await sink.open();
	const records = Array.from({length: 3000}, (_, index) => `record ${index}`);
	const answers = createAnswers(sink);
	for (const record of records) {
		answers.write(makeBatch([record]));
	}

	await answers.completed();
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), `${records.join('\n')}\n`);
});

test('a full disk is said, and the batch is kept for another attempt', async t => {
	const sink = createFileSink({path: '/dev/full', clock});
	await sink.open();
	t.deepEqual(await answerTo(sink, makeBatch(['a record'])), {
		kind: 'retry',
		message: 'file:/dev/full: no space left on device (ENOSPC)',
		outcomeUnknown: false,
	});
	await sink.close();
});

function tornWrite(kind: 'file' | 'shared' | 'stdout', path: string, speed = 'fast'): unknown {
	const program = fileURLToPath(new URL('../../helpers/torn-write.js', import.meta.url));
	return JSON.parse(execFileSync(process.execPath, [program, kind, path, speed], {encoding: 'utf8'}));
}

function lines(from: number, to: number): string {
	return Array.from({length: to - from}, (_, index) => `record ${String(from + index).padStart(2, '0')}\n`).join('');
}

test('a write that fails midway confirms the whole batches before it, and what it tore is cut off', t => {
	const file = ownPath(t, 'out.log');
	const failure = {kind: 'retry', message: `file:${file}: file too large (EFBIG)`, outcomeUnknown: false};
	t.deepEqual(tornWrite('file', file), {
		size: 80, first: ['confirmed', 'confirmed', failure, failure], second: ['confirmed', 'confirmed'],
	});
	t.is(fs.readFileSync(file, 'utf8'), lines(0, 16));
});

test('so it does where the disk is slow and what follows is written aside', t => {
	const file = ownPath(t, 'out.log');
	const failure = {kind: 'retry', message: `file:${file}: file too large (EFBIG)`, outcomeUnknown: false};
	t.deepEqual(tornWrite('file', file, 'slow'), {
		size: 80, first: ['confirmed', 'confirmed', failure, failure], second: ['confirmed', 'confirmed'],
	});
	t.is(fs.readFileSync(file, 'utf8'), lines(0, 16));
});

test('where another program appends to the file too, a torn record is completed before anything else', t => {
	const file = ownPath(t, 'out.log');
	const failure = {kind: 'retry', message: `file:${file}: file too large (EFBIG)`, outcomeUnknown: false};
	t.deepEqual(tornWrite('shared', file), {
		size: 105, first: ['confirmed', 'confirmed', {...failure, outcomeUnknown: true}, failure], second: ['confirmed', 'confirmed'],
	});
	t.is(fs.readFileSync(file, 'utf8'), `not ours\n${lines(0, 10)}${lines(8, 16)}`);
});

test('on a redirected stdout a torn record is completed before anything else', t => {
	const file = ownPath(t, 'out.log');
	t.like(tornWrite('stdout', file), {size: 105, second: ['confirmed', 'confirmed']});
	t.is(fs.readFileSync(file, 'utf8'), lines(0, 11) + lines(8, 16));
});

for (const [title, at, message, hint] of [
	['a folder', '.', /illegal operation on a directory \(EISDIR\)/v, /may write/v],
	['a folder that is not there', 'missing/out.log', /no such file or directory \(ENOENT\)/v, /make its folder first/v],
	['a file as a folder', 'file/out.log', /not a directory \(ENOTDIR\)/v, /may write/v],
] as const) {
	test(`refuses ${title} before the first record`, async t => {
		const folder = path.dirname(ownPath(t, 'x'));
		fs.writeFileSync(path.join(folder, 'file'), '');
		const sink = createFileSink({path: path.join(folder, at), clock});
		const error = await t.throwsAsync(sink.open(), {instanceOf: UsageError, message});
		t.regex(error?.hint ?? '', hint);
	});
}

test('refuses a pipe instead of waiting for its reader', async t => {
	const pipe = ownPath(t, 'pipe');
	execFileSync('mkfifo', [pipe]);
	await t.throwsAsync(createFileSink({path: pipe, clock}).open(), {instanceOf: UsageError, message: /it is a pipe/v});
});

test('batches that lie side by side in a chunk are written as one part', async t => {
	const file = ownPath(t, 'out.log');
	const sink = createFileSink({path: file, clock});
	await sink.open();
	const answers = createAnswers(sink);
	for (const batch of batchesOf(makeChunk(['a', 'b', 'c', 'd']), 1)) {
		answers.write(batch);
	}

	await answers.completed();
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'a\nb\nc\nd\n');
});
