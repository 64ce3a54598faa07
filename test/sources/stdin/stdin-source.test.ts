import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import {createStdinSource} from '../../../source/sources/stdin/stdin-source.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {openPipe} from '../../helpers/pipe.js';
import {until} from '../../helpers/until.js';
import {openReading, testSourceContract, type SourceHarness} from '../source-contract.js';

const maxRecordSize = 16 * 1024 * 1024;

const fromFile = async (t: ExecutionContext, input: Uint8Array): Promise<SourceHarness> => {
	const path = ownPath(t, 'in.log');
	fs.writeFileSync(path, input);
	const fd = fs.openSync(path, 'r');
	t.teardown(() => {
		fs.closeSync(fd);
	});
	return {source: createStdinSource({fd, maxRecordSize, clock})};
};

const fromPipe = async (t: ExecutionContext, input: Uint8Array): Promise<SourceHarness> => {
	const {readEnd, writeEnd} = openPipe(t);
	fs.write(writeEnd, input, () => {
		fs.closeSync(writeEnd);
	});
	return {source: createStdinSource({fd: readEnd, maxRecordSize, clock})};
};

testSourceContract(test, 'stdin source on a file', {isGenerated: false, create: fromFile});
testSourceContract(test, 'stdin source on a pipe', {isGenerated: false, create: fromPipe});

test('records of a writer that trickles arrive one by one', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const source = createStdinSource({fd: readEnd, maxRecordSize, clock});
	const reading = await openReading({source});
	fs.writeSync(writeEnd, 'first\nsec');
	await reading.readUntil(1);
	t.is(new TextDecoder().decode(reading.bytes()), 'first\n');
	fs.writeSync(writeEnd, 'ond\nthi');
	await reading.readUntil(2);
	t.is(reading.slices.length, 2);
	t.false(source.isEnded);
	fs.writeSync(writeEnd, 'rd');
	fs.closeSync(writeEnd);
	await reading.readUntil(3);
	t.deepEqual(reading.slices.map(({chunk}) => chunk.origin), [6, 13, 18].map(end => ({source: `fd:${readEnd}`, end})));
	await source.close();
});

test('stopping on a pipe ends the source though its writer goes on, and refuses the half of a record', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const source = createStdinSource({fd: readEnd, maxRecordSize, clock});
	const reading = await openReading({source});
	fs.writeSync(writeEnd, 'first\nrest');
	await until(() => reading.calls > 0);
	source.stop();
	reading.readHeld();
	t.is(new TextDecoder().decode(reading.bytes()), 'first\n');
	t.deepEqual(reading.refused.map(({bytes, size, reason}) => [new TextDecoder().decode(bytes), size, reason]), [
		['rest', 4, `the end of this record had not come on fd:${readEnd} when it was stopped`],
	]);
	t.true(source.isEnded);
	fs.closeSync(writeEnd);
	await source.close();
});

test('stopping on a pipe just as it is read again takes nothing out that is not handed over', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const source = createStdinSource({fd: readEnd, maxRecordSize, clock});
	const reading = await openReading({source});
	const writer = fs.openSync(`/proc/self/fd/${writeEnd}`, fs.constants.O_WRONLY + fs.constants.O_NONBLOCK);
	const piece = new TextEncoder().encode(`${'x'.repeat(126)}\n`.repeat(32));
	let written = 0;
	const fill = (): boolean => {
		try {
			written += fs.writeSync(writer, piece);
			return false;
		} catch {
			return true;
		}
	};

	let fullTurns = 0;
	await until(() => {
		fullTurns = fill() ? fullTurns + 1 : 0;
		return fullTurns === 50;
	});
	reading.readHeld();
	source.stop();
	reading.readHeld();
	t.true(source.isEnded);

	// A late read would fall within these turns.
	let turns = 0;
	await until(() => ++turns === 50);
	t.is(reading.bytes().at(-1), 10);
	fs.closeSync(writer);
	fs.closeSync(writeEnd);
	const rest = fs.readFileSync(readEnd).length;
	t.true(rest > 0);
	const added = reading.bytes().length + rest - written;
	t.true(added === 0 || added === 1, `${added} bytes more than were written`);
	await source.close();
});

test('what is not taken stays with the writer', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const source = createStdinSource({fd: readEnd, maxRecordSize, clock});
	const reading = await openReading({source});
	const piece = new Uint8Array(64 * 1024).fill(10);
	let written = 0;
	const writer = fs.openSync(`/proc/self/fd/${writeEnd}`, fs.constants.O_WRONLY + fs.constants.O_NONBLOCK);
	const fill = (): boolean => {
		try {
			written += fs.writeSync(writer, piece);
			return false;
		} catch {
			return true;
		}
	};

	// Full over a good many turns of the loop: no reader takes anything out any more.
	let fullTurns = 0;
	await until(() => {
		fullTurns = fill() ? fullTurns + 1 : 0;
		return fullTurns === 200;
	});
	// What one read gives, and a pipe that is full.
	t.is(written, 2 * piece.length);
	await reading.readUntil(written);
	t.is(reading.bytes().length, written);
	fs.closeSync(writer);
	fs.closeSync(writeEnd);
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.true(source.isEnded);
	await source.close();
});

test('a record over the limit is refused whole, and the stream goes on', async t => {
	const path = ownPath(t, 'in.log');
	fs.writeFileSync(path, `small\n${'x'.repeat(1_000_000)}\nafter\n`);
	const fd = fs.openSync(path, 'r');
	const source = createStdinSource({fd, maxRecordSize: 1000, clock});
	const reading = await openReading({source});
	await reading.readUntil(Number.POSITIVE_INFINITY);
	t.is(new TextDecoder().decode(reading.bytes()), 'small\nafter\n');
	t.deepEqual(reading.refused.map(({bytes, size, reason}) => [bytes.length, size, reason]), [
		[1_000_001, 1_000_001, 'a record of 1000001 bytes is larger than --max-record-size, 1000 bytes'],
	]);
	await source.close();
	fs.closeSync(fd);
});

test('an empty device is an empty input', async t => {
	const fd = fs.openSync('/dev/null', 'r');
	const source = createStdinSource({fd, maxRecordSize, clock});
	const reading = await openReading({source});
	await reading.readUntil(1);
	t.true(source.isEnded);
	await source.close();
	fs.closeSync(fd);
});

test('an endless device can be stopped', async t => {
	const fd = fs.openSync('/dev/zero', 'r');
	const source = createStdinSource({fd, maxRecordSize: 1000, clock});
	const reading = await openReading({source});
	source.stop();
	await reading.readUntil(1);
	t.true(source.isEnded);
	await source.close();
	fs.closeSync(fd);
});

test('refuses a folder and a descriptor that is not open', async t => {
	const fd = fs.openSync('.', 'r');
	const folder = await t.throwsAsync(openReading({source: createStdinSource({fd, maxRecordSize, clock})}), {instanceOf: UsageError});
	t.is(folder?.message, `can't read fd:${fd}: it is a folder`);
	fs.closeSync(fd);
	await t.throwsAsync(openReading({source: createStdinSource({fd: 9999, maxRecordSize, clock})}), {instanceOf: UsageError, message: /fd:9999/v});
});

test('a descriptor that may not be read says so and ends', async t => {
	const fd = fs.openSync(ownPath(t, 'out.log'), 'w');
	const source = createStdinSource({fd, maxRecordSize, clock});
	const reading = await openReading({source});
	await reading.readUntil(1);
	t.deepEqual(reading.unread, [{
		file: `fd:${fd}`, bytesRead: 0, recordsRead: 0, reason: 'bad file descriptor (EBADF)',
	}]);
	t.true(source.isEnded);
	await source.close();
	fs.closeSync(fd);
});

test('the input of a terminal can be read', t => {
	const program = `
		const {createStdinSource} = await import(${JSON.stringify(new URL('../../../source/sources/stdin/stdin-source.js', import.meta.url).href)});
		const {openReading} = await import(${JSON.stringify(new URL('../source-contract.js', import.meta.url).href)});
		const {realClock: clock} = await import(${JSON.stringify(new URL('../../helpers/clock.js', import.meta.url).href)});
		const source = createStdinSource({maxRecordSize: 1000, clock});
		const reading = await openReading({source});
		console.log('ready');
		await reading.readUntil(2);
		console.log('got ' + JSON.stringify(new TextDecoder().decode(reading.bytes())));
		source.stop();
		await reading.readUntil(Infinity);
		await source.close();
		console.log('ended ' + source.isEnded);
	`;
	const file = ownPath(t, 'program.mjs');
	fs.writeFileSync(file, program);
	const output = execFileSync('script', ['-qec', `${process.execPath} ${file}`, '/dev/null'], {input: 'one\ntwo\n', encoding: 'utf8'});
	t.regex(output, /got "one\\ntwo\\n"[\r\n]+ended true/v);
});

test('what is not taken stays in the file, and a stop ends with the last whole record', async t => {
	const path = ownPath(t, 'in.log');
	const record = `${'x'.repeat(126)}\n`;
	fs.writeFileSync(path, record.repeat(65_536));
	const fd = fs.openSync(path, 'r');
	const source = createStdinSource({fd, maxRecordSize, clock});
	const reading = await openReading({source});
	await until(() => reading.calls === 1);
	let turns = 0;
	await until(() => ++turns === 50);
	t.is(reading.calls, 1);
	source.stop();
	reading.readHeld();
	t.true(source.isEnded);
	t.is(reading.bytes().length, Math.floor(256 * 1024 / record.length) * record.length);
	t.is(reading.bytes().at(-2), 120);
	t.is(fs.readSync(fd, new Uint8Array(1)), 1);
	await source.close();
	fs.closeSync(fd);
});

test('no more is read while a part of what was read is still to be taken', async t => {
	const {readEnd, writeEnd} = openPipe(t);
	const source = createStdinSource({fd: readEnd, maxRecordSize, clock});
	const reading = await openReading({source});
	fs.writeSync(writeEnd, 'a\nb\n');
	await until(() => reading.calls === 1);
	reading.read(1);
	fs.writeSync(writeEnd, 'c\n');
	reading.read(1);
	let turns = 0;
	await until(() => ++turns === 50);
	t.is(reading.calls, 1);
	t.is(reading.read(1), undefined);
	await until(() => reading.calls === 2);
	reading.readHeld();
	t.is(new TextDecoder().decode(reading.bytes()), 'a\nb\nc\n');
	fs.closeSync(writeEnd);
	await source.close();
});

test('a file that is stopped while it is read hands over nothing torn', async t => {
	const path = ownPath(t, 'in.log');
	const record = `${'x'.repeat(126)}\n`;
	fs.writeFileSync(path, record.repeat(65_536));
	const fd = fs.openSync(path, 'r');
	const source = createStdinSource({fd, maxRecordSize, clock});
	const reading = await openReading({source});
	await reading.readUntil(1);
	source.stop();
	reading.readHeld();
	t.true(source.isEnded);
	const {calls} = reading;
	await source.close();
	t.is(reading.calls, calls);
	t.true(reading.bytes().length > 0);
	t.is(reading.bytes().length % record.length, 0);
	fs.closeSync(fd);
});
