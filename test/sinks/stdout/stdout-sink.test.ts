import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import type {Batch} from '../../../source/domain/batch.js';
import {UsageError} from '../../../source/domain/errors.js';
import {createStdoutSink} from '../../../source/sinks/stdout/stdout-sink.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {createAnswers} from '../../helpers/write-batches.js';
import {openPipe, readAll} from '../../helpers/pipe.js';
import {batchesOf, makeBatch, makeChunk} from '../../helpers/records.js';
import {until} from '../../helpers/until.js';
import {testSinkContract} from '../sink-contract.js';

testSinkContract(test, 'stdout sink on a pipe', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const received = readAll(readEnd);
	return {sink: createStdoutSink({fd: writeEnd, clock}), received: async () => received};
});

testSinkContract(test, 'stdout sink on a file', async t => {
	const path = ownPath(t, 'out.log');
	const sink = createStdoutSink({fd: fs.openSync(path, 'w'), clock});
	return {sink, received: async () => fs.promises.readFile(path)};
});

/** More than a pipe holds: as long as no reader takes it, some of it is under way. */
const overfull = (): Batch[] => batchesOf(makeChunk(Array.from({length: 10_000}, (_, index) => `record ${index} ${'x'.repeat(90)}`)), 100);

test('a reader that starts late gets everything, in order', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const sink = createStdoutSink({fd: writeEnd, clock});
	await sink.open();
	const answers = createAnswers(sink);
	const batches = overfull();
	for (const batch of batches) {
		answers.write(batch);
	}

	sink.commit?.();
	const received = readAll(readEnd);
	await answers.completed();
	await sink.close();
	t.true(batches.every(batch => answers.of(batch) === undefined));
	const lines = Buffer.from(await received).toString().split('\n').slice(0, -1);
	t.deepEqual(lines.map(line => Number(line.split(' ')[1])), Array.from({length: 10_000}, (_, index) => index));
});

test('a batch cancelled while its reader rests is answered at once; the others are written whole', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const sink = createStdoutSink({fd: writeEnd, clock});
	await sink.open();
	const answers = createAnswers(sink);
	const controller = new AbortController();
	const [first, ...others] = overfull();
	const later = makeBatch(['later']);
	t.truthy(first);
	for (const batch of first ? [first] : []) {
		answers.write(batch, controller.signal);
	}

	for (const batch of others) {
		answers.write(batch);
	}

	sink.commit?.();
	answers.write(later, controller.signal);
	controller.abort();
	await until(() => answers.failures.size === 2);
	t.deepEqual([...answers.failures.values()].map(failure => failure?.outcomeUnknown), [true, false]);

	const received = readAll(readEnd);
	await answers.completed();
	await sink.close();
	const text = Buffer.from(await received).toString();
	t.is(text.split('\n').length - 1, 10_000);
	t.false(text.includes('later'));
	t.deepEqual(answers.repeated, []);
});

test('a reader that goes away closes the sink: what is unanswered and what follows is answered so', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const sink = createStdoutSink({fd: writeEnd, clock});
	await sink.open();
	const answers = createAnswers(sink);
	for (const batch of overfull()) {
		answers.write(batch);
	}

	sink.commit?.();
	fs.closeSync(readEnd);
	await answers.completed();
	const later = makeBatch(['later']);
	answers.write(later);
	await answers.completed();
	t.deepEqual(answers.of(later), {kind: 'closed', message: `fd:${writeEnd}: its reader has closed it`, outcomeUnknown: false});
	t.true([...answers.failures.values()].every(failure => failure?.kind === 'closed'));
	t.deepEqual(answers.repeated, []);
	t.is(answers.fromWithinWrite, 0);
	await sink.close();
});

test('a sink closed while its reader rests answers nothing more', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const sink = createStdoutSink({fd: writeEnd, clock});
	await sink.open();
	const answers = createAnswers(sink);
	for (const batch of overfull()) {
		answers.write(batch);
	}

	sink.commit?.();
	await sink.close();
	fs.closeSync(readEnd);
	t.is(answers.failures.size, 0);
});

test('refuses a descriptor that is not open or may not be written', async t => {
	const path = ownPath(t, 'in.log');
	fs.writeFileSync(path, '');
	const fd = fs.openSync(path, 'r');
	const error = await t.throwsAsync(createStdoutSink({fd, clock}).open(), {instanceOf: UsageError});
	t.is(error?.message, `can't write to fd:${fd}: bad file descriptor (EBADF)`);
	fs.closeSync(fd);
	await t.throwsAsync(createStdoutSink({fd: 9999, clock}).open(), {instanceOf: UsageError, message: /fd:9999/v});
});

test('a full device is said before the first record', async t => {
	const fd = fs.openSync('/dev/full', 'w');
	await t.throwsAsync(createStdoutSink({fd, clock}).open(), {instanceOf: UsageError, message: /no space left on device/v});
	fs.closeSync(fd);
});

test('a terminal gets every record', t => {
	const program = fileURLToPath(new URL('../../helpers/pump.js', import.meta.url));
	const input = ownPath(t, 'in.log');
	const records = Array.from({length: 20_000}, (_, index) => `record ${index}`);
	fs.writeFileSync(input, `${records.join('\n')}\n`);
	const output = execFileSync('script', ['-qec', `${process.execPath} ${program} < ${input} 2> /dev/null`, '/dev/null'], {encoding: 'utf8'});
	t.deepEqual(output.trimEnd().split('\r\n'), records);
});
