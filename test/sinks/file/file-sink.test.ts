import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import {FileSink} from '../../../source/sinks/file/file-sink.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {answerTo, createAnswers} from '../../helpers/write-batches.js';
import {
	batchesOf, makeBatch, makeChunk,
} from '../../helpers/records.js';
import {testSinkContract} from '../sink-contract.js';

testSinkContract(test, 'file sink', async t => {
	const file = ownPath(t, 'out.log');
	return {sink: new FileSink({path: file, clock}), received: async () => fs.promises.readFile(file)};
});

test('appends to a file that is there', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\n');
	const sink = new FileSink({path: file, clock});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\nnew\n');
});

test('a record that an earlier program left unterminated is not joined to the first of ours', async t => {
	const file = ownPath(t, 'out.log');
	fs.writeFileSync(file, 'old\ntorn');
	const sink = new FileSink({path: file, clock});
	await sink.open();
	t.is(await answerTo(sink, makeBatch(['new'])), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'old\ntorn\nnew\n');
});

for (const [title, text, torn] of [
	['a few bytes', 'old\ntorn', 4],
	['all of the file', 'torn', 4],
	['more than is looked at once', `old\n${'x'.repeat(200_000)}`, 200_000],
] as const) {
	test(`the size of a torn record is said: ${title}`, async t => {
		const file = ownPath(t, 'out.log');
		fs.writeFileSync(file, text);
		const {sink, events} = await openLogged(file);
		await sink.close();
		t.deepEqual(events, [`warning: file:${file} ended within a record: its last ${torn.toLocaleString('en')} bytes have got a newline`]);
		t.is(fs.readFileSync(file, 'utf8'), `${text}\n`);
	});
}

/** A sink on a clock that the test turns, and its events without their details. */
async function openLogged(file: string) {
	let now = 0;
	const events: string[] = [];
	let timer: (() => void) | undefined;
	const sink = new FileSink({
		path: file,
		clock: {
			...clock,
			now: () => now,
			setTimeout(run) {
				timer = run;
				return 1;
			},
			clearTimeout() {
				timer = undefined;
			},
		},
	});
	await sink.open({
		onEvent(level, message) {
			events.push(`${level}: ${message}`);
		},
	});
	return {
		sink,
		events,

		/** A second passes in which nothing is written. */
		lapse() {
			now += 1000;
			const run = timer;
			timer = undefined;
			run?.();
		},
		hasTimer: () => timer !== undefined,
		advance(milliseconds: number) {
			now += milliseconds;
		},
		write: async (...records: readonly string[]) => answerTo(sink, makeBatch([...records])),
	};
}

test('a file that is renamed keeps what it has, and within a second the next records go to a new one', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	await write('first');
	fs.renameSync(file, `${file}.1`);
	await write('second');
	advance(1000);
	await write('third');
	await write('fourth');
	await sink.close();
	t.is(fs.readFileSync(`${file}.1`, 'utf8'), 'first\nsecond\n');
	t.is(fs.readFileSync(file, 'utf8'), 'third\nfourth\n');
	t.deepEqual(events, [`info: file:${file} opened anew`]);
});

test('a file that another one has taken the place of is left for that one', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, advance, write} = await openLogged(file);
	await write('first');
	fs.renameSync(file, `${file}.1`);
	fs.writeFileSync(file, 'theirs\n');
	advance(1000);
	await write('second');
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'theirs\nsecond\n');
});

test('what was written to a file that is removed is said, and the next records go to a new one', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	await write('first');
	advance(1000);
	await write('second');
	fs.rmSync(file);
	await write('third', 'fourth');
	advance(1000);
	await write('fifth');
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'fifth\n');
	t.deepEqual(sink.unreachable, {records: 3, bytes: 20});
	t.deepEqual(events, [
		`warning: file:${file} was removed: up to 3 records (20 bytes) were written to it after that, and can't be reached any more`,
		`info: file:${file} opened anew`,
	]);
});

test('a file that is removed before the end is said at the end', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, write} = await openLogged(file);
	await write('first');
	fs.rmSync(file);
	await sink.close();
	t.deepEqual(sink.unreachable, {records: 1, bytes: 6});
	t.deepEqual(events, [`warning: file:${file} was removed: up to 1 record (6 bytes) were written to it after that, and can't be reached any more`]);
});

test('each removed file adds to what is out of reach, and a file that has another name does not', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, advance, write} = await openLogged(file);
	for (const record of ['first', 'second']) {
		await write(record);
		fs.rmSync(file);
		advance(1000);
		await write('kept');
	}

	fs.linkSync(file, `${file}.1`);
	fs.rmSync(file);
	advance(1000);
	await write('third');
	await sink.close();
	t.deepEqual(sink.unreachable, {records: 3, bytes: 18});
	t.deepEqual([`${file}.1`, file].map(name => fs.readFileSync(name, 'utf8')), ['kept\n', 'third\n']);
});

test('what is being written to a file while it is left is out of reach as well where it was removed', async t => {
	const file = ownPath(t, 'out.log');
	let now = 0;
	const sink = new FileSink({path: file, clock: {...clock, now: () => now++ * 10}});
	await sink.open();
	const answers = createAnswers(sink);
	t.is(await answerTo(sink, makeBatch(['first'])), undefined);

	// By its clock the disk is slow: the second is being written aside.
	answers.write(makeBatch(['second']));
	sink.commit();
	fs.rmSync(file);
	sink.reopen();
	await answers.completed();
	await sink.close();
	t.deepEqual(sink.unreachable, {records: 2, bytes: 13});
	t.is(fs.readFileSync(file, 'utf8'), '');
});

test('asked to, it opens its file anew at once', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, write} = await openLogged(file);
	await write('first');
	fs.renameSync(file, `${file}.1`);
	sink.reopen();
	await write('second');
	await sink.close();
	t.deepEqual([`${file}.1`, file].map(name => fs.readFileSync(name, 'utf8')), ['first\n', 'second\n']);
	t.deepEqual(events, [`info: file:${file} opened anew`]);
});

test('what was handed over before a file is opened anew is written once', async t => {
	const file = ownPath(t, 'out.log');
	const {sink} = await openLogged(file);
	const answers = createAnswers(sink);
	answers.write(makeBatch(['handed over']));
	fs.renameSync(file, `${file}.1`);
	sink.reopen();
	answers.write(makeBatch(['later']));
	await answers.completed();
	await sink.close();
	t.deepEqual([`${file}.1`, file].map(name => fs.readFileSync(name, 'utf8')), ['', 'handed over\nlater\n']);
});

test('where the path can\'t be opened anew the old file is written on, which is said once', async t => {
	const folder = path.join(ownPath(t, ''), 'logs');
	fs.mkdirSync(folder);
	const file = path.join(folder, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	fs.renameSync(folder, `${folder}.old`);
	for (const record of ['first', 'second', 'third']) {
		advance(1000);
		t.is(await write(record), undefined);
	}

	fs.mkdirSync(folder);
	advance(1000);
	await write('fourth');
	await sink.close();
	t.is(fs.readFileSync(path.join(`${folder}.old`, 'out.log'), 'utf8'), 'first\nsecond\nthird\n');
	t.is(fs.readFileSync(file, 'utf8'), 'fourth\n');
	t.deepEqual(events, [
		`warning: file:${file} can't be opened anew, and the old file is written on (the file was renamed)`,
		`info: file:${file} opened anew`,
	]);
});

test('a path that leads back to itself is no reason to stop: the old file is written on', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	fs.renameSync(file, `${file}.1`);
	fs.symlinkSync('out.log', file);
	for (const record of ['first', 'second']) {
		advance(1000);
		t.is(await write(record), undefined);
	}

	await sink.close();
	t.is(fs.readFileSync(`${file}.1`, 'utf8'), 'first\nsecond\n');
	t.deepEqual(events, [`warning: file:${file} can't be opened anew, and the old file is written on (the file was renamed)`]);
});

for (const [size, bytes] of [[0, '6 bytes'], [3, '9 bytes']] as const) {
	test(`a file that another program has cut to ${size} bytes is written to at its new end, and what may be in no copy is counted`, async t => {
		const file = ownPath(t, 'out.log');
		const {sink, events, advance, lapse, write} = await openLogged(file);
		await write('first');
		lapse();
		await write('second');
		fs.truncateSync(file, size);
		await write('third');
		advance(1000);
		await write('fourth');
		lapse();
		await sink.close();
		t.is(fs.readFileSync(file, 'utf8'), `${'first\n'.slice(0, size)}third\nfourth\n`);
		t.deepEqual(events, [`warning: file:${file} was cut to ${bytes} by another program: up to 2 records (13 bytes) were written to it since the last look, and may be in no copy`]);
		t.deepEqual(sink.unreachable, {records: 2, bytes: 13});
	});
}

test('a file that is cut while nothing is written to it takes nothing with it that was not to be had before', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, lapse, write} = await openLogged(file);
	await write('first');
	lapse();
	fs.truncateSync(file, 0);
	await sink.close();
	t.deepEqual(events, [`warning: file:${file} was cut to 0 bytes by another program`]);
	t.deepEqual(sink.unreachable, {records: 0, bytes: 0});
});

test('a file that is cut just before it is rotated or closed is told of as well', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, write} = await openLogged(file);
	for (const name of [`${file}.1`, undefined]) {
		await write('record');
		fs.truncateSync(file, 0);
		if (name !== undefined) {
			fs.renameSync(file, name);
			sink.reopen();
		}
	}

	await sink.close();
	t.is(events.filter(event => event.includes('was cut to 0 bytes')).length, 2);
	t.deepEqual(sink.unreachable, {records: 2, bytes: 14});
});

test('a file to which others append is not called cut', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	await write('first');
	fs.appendFileSync(file, 'theirs\n');
	advance(1000);
	await write('second');
	await sink.close();
	t.deepEqual(events, []);
});

test('a device is neither removed nor cut, and nobody looks at it', async t => {
	const {sink, events, hasTimer, advance, write} = await openLogged('/dev/null');
	await write('first');
	advance(1000);
	await write('second');
	t.false(hasTimer());
	await sink.close();
	t.deepEqual(events, []);
});

test('a file that is looked at and removed later takes nothing with it that was not to be had before', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, lapse, hasTimer, write} = await openLogged(file);
	await write('first');
	lapse();
	t.false(hasTimer(), 'it is not looked at for ever');
	fs.rmSync(file);
	await write('second');
	await sink.close();
	t.deepEqual(events, [`warning: file:${file} was removed: up to 1 record (7 bytes) were written to it after that, and can't be reached any more`]);
	t.deepEqual(sink.unreachable, {records: 1, bytes: 7});
});

test('where a removed file can\'t be made again nothing is confirmed until it can', async t => {
	const file = ownPath(t, 'out.log');
	const {sink, events, advance, write} = await openLogged(file);
	await write('first');
	fs.rmSync(file);
	execFileSync('mkfifo', [file]);
	for (const record of ['second', 'third']) {
		advance(1000);
		t.deepEqual(await write(record), {kind: 'retry', message: `file:${file} was removed: can't append to ${file}: it is a pipe`, outcomeUnknown: false});
	}

	const atOnce = await write('at once');
	t.regex(atOnce?.message ?? '', /it is a pipe/v);
	fs.rmSync(file);
	advance(1000);
	t.is(await write('fourth'), undefined);
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'fourth\n');
	t.deepEqual(events, [
		`warning: file:${file} was removed: up to 1 record (6 bytes) were written to it after that, and can't be reached any more`,
		`warning: file:${file} can't be opened anew, and its records wait (the file was removed)`,
		`info: file:${file} opened anew`,
	]);
	t.deepEqual(sink.unreachable, {records: 1, bytes: 6});
});

test('what was handed over when a removed file can\'t be made again is answered, though nothing follows it', async t => {
	const file = ownPath(t, 'out.log');
	const {sink} = await openLogged(file);
	const answer = new Promise<string | undefined>(resolve => {
		sink.write(makeBatch(['handed over']), (_, failure) => {
			resolve(failure?.kind);
		}, new AbortController().signal);
	});
	fs.rmSync(file);
	fs.mkdirSync(file);
	sink.reopen();
	t.is(await answer, 'retry');
	await sink.close();
});

test('what several workers hand over in a tick keeps its order, more parts than one call takes included', async t => {
	const file = ownPath(t, 'out.log');
	const sink = new FileSink({path: file, clock});
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
	const sink = new FileSink({path: '/dev/full', clock});
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
		const sink = new FileSink({path: path.join(folder, at), clock});
		const error = await t.throwsAsync(sink.open(), {instanceOf: UsageError, message});
		t.regex(error?.hint ?? '', hint);
	});
}

test('refuses a pipe instead of waiting for its reader', async t => {
	const pipe = ownPath(t, 'pipe');
	execFileSync('mkfifo', [pipe]);
	await t.throwsAsync(new FileSink({path: pipe, clock}).open(), {instanceOf: UsageError, message: /it is a pipe/v});
});

test('batches that lie side by side in a chunk are written as one part', async t => {
	const file = ownPath(t, 'out.log');
	const sink = new FileSink({path: file, clock});
	await sink.open();
	const answers = createAnswers(sink);
	for (const batch of batchesOf(makeChunk(['a', 'b', 'c', 'd']), 1)) {
		answers.write(batch);
	}

	await answers.completed();
	await sink.close();
	t.is(fs.readFileSync(file, 'utf8'), 'a\nb\nc\nd\n');
});
