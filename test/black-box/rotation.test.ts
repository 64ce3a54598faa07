import fs from 'node:fs';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {ownPath} from '../helpers/folder.js';
import {
	readReport, recordsIn, startProgram, textOf, type Program,
} from '../helpers/program.js';
import {until} from '../helpers/until.js';

/** The numbers of the records in a text; throws at one that is not whole. */
function numbersOf(text: string): number[] {
	return text.split('\n').slice(0, -1).map(line => {
		const record: unknown = JSON.parse(line);
		return typeof record === 'object' && record !== null && 'seq' in record ? Number(record.seq) : Number.NaN;
	});
}

const numbersIn = (folder: string, ...names: readonly string[]): number[] => names.flatMap(name => numbersOf(textOf(folder, name)));
const upTo = (count: number): number[] => Array.from({length: count}, (_, index) => index + 1);
const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

type Run = {
	readonly program: Program;
	readonly folder: string;
	readonly file: string;

	/** Waits until a file of that name has records. */
	readonly grown: () => Promise<void>;
};

/** Records go to `logs/out`, until the program is told to stop. */
async function startRun(t: ExecutionContext, words: readonly string[] = []): Promise<Run> {
	const folder = ownPath(t, '');
	const file = path.join(folder, 'logs', 'out');
	fs.mkdirSync(path.dirname(file));
	const grown = async () => until(() => (fs.statSync(file, {throwIfNoEntry: false})?.size ?? 0) > 0);
	const program = startProgram(t, ['--source', 'synthetic', '--rate', '5k', '--sink', 'file:logs/out', '--report', 'r.json', '--plain', ...words], {folder});
	await grown();
	return {
		program, folder, file, grown,
	};
}

for (const [title, hasSignal, replaces] of [
	['with SIGHUP', true, false],
	['without a signal', false, false],
	['by a new file, with SIGHUP', true, true],
	['by a new file, without a signal', false, true],
] as const) {
	test(`a sink file that is rotated ${title}, three times, has every record in one of its files`, async t => {
		const {
			program, folder, file, grown,
		} = await startRun(t);
		for (const turn of [1, 2, 3]) {
			fs.renameSync(file, `${file}.${turn}`);
			if (replaces) {
				fs.writeFileSync(file, '');
			}

			if (hasSignal) {
				program.kill('SIGHUP');
			}

			await grown();
		}

		program.kill('SIGTERM');
		const {code, stderr, lastLine} = await program.ended;
		t.is(code, 0);
		t.is(stderr.split('file:logs/out opened anew').length - 1, 3);
		const {delivered, unreachable} = readReport(folder);
		t.is(unreachable, 0);
		t.is(lastLine, `Ledger: ${delivered.toLocaleString('en')} accepted = ${delivered.toLocaleString('en')} delivered; 0 unaccounted.`);
		t.deepEqual(sorted(numbersIn(folder, 'logs/out.1', 'logs/out.2', 'logs/out.3', 'logs/out')), upTo(delivered));
	});
}

test('SIGHUP both opens the sink file anew and reads the configuration again', async t => {
	const folder = ownPath(t, '');
	const file = path.join(folder, 'out');
	const configure = (rate: string): void => {
		fs.writeFileSync(path.join(folder, 'c.yaml'), `rate: ${rate}\nsink: file:out\nsource: synthetic\n`);
	};

	configure('1k');
	const program = startProgram(t, ['--config', 'c.yaml', '--plain'], {folder});
	await until(() => fs.existsSync(file) && textOf(folder, 'out') !== '');
	fs.renameSync(file, `${file}.1`);
	configure('2k');
	program.kill('SIGHUP');
	await program.said(/rate 2,000\/s/iv);
	await program.said('file:out opened anew');
	program.kill('SIGTERM');
	const {code, lastLine} = await program.ended;
	t.is(code, 0);
	t.deepEqual(sorted(numbersIn(folder, 'out.1', 'out')), upTo(recordsIn(lastLine, 'delivered')));
});

for (const [title, hasSignal] of [
	['with SIGHUP', true],
	['without a signal', false],
] as const) {
	test(`what went into a removed file stands in events, report and ledger, and the program leaves with 3: ${title}`, async t => {
		const {
			program, folder, file, grown,
		} = await startRun(t);
		const removed = fs.openSync(file, 'r');
		fs.rmSync(file);
		if (hasSignal) {
			program.kill('SIGHUP');
		}

		await grown();
		program.kill('SIGTERM');
		const {code, stderr, lastLine} = await program.ended;
		const inRemoved = numbersOf(fs.readFileSync(removed, 'utf8'));
		fs.closeSync(removed);
		const {delivered, unreachable, ledger, lost} = readReport(folder);
		t.deepEqual([code, lost], [3, 0]);
		t.true(unreachable > 0 && unreachable <= inRemoved.length);
		t.is(ledger.unreachable.records, unreachable);
		t.true(lastLine.endsWith(` delivered; 0 unaccounted; up to ${unreachable.toLocaleString('en')} delivered into a file that was removed or cut.`));
		t.is(saidUnreachable(stderr), unreachable);
		t.deepEqual(sorted([...inRemoved, ...numbersIn(folder, 'logs/out')]), upTo(delivered));
	});
}

/** How many records the events say are out of reach. */
function saidUnreachable(stderr: string): number {
	return [...stderr.matchAll(/up to (?<records>[\d,]+) records? \([\d,]+ bytes\) were written to it (?:after that|since the last look)/gv)]
		.reduce((sum, {groups}) => sum + Number(groups?.records?.replaceAll(',', '')), 0);
}

test('a file that is removed just before the end is told of as well', async t => {
	const {program, folder, file} = await startRun(t);
	program.kill('SIGSTOP');
	fs.rmSync(file);
	program.kill('SIGTERM');
	program.kill('SIGCONT');
	const {code, stderr, lastLine} = await program.ended;
	const {unreachable} = readReport(folder);
	t.is(code, 3);
	t.true(unreachable > 0);
	t.is(saidUnreachable(stderr), unreachable);
	t.regex(lastLine, /delivered into a file that was removed or cut\.$/v);
});

test('while the folder of a removed file is gone nothing is delivered, and once it is back all goes there', async t => {
	const {
		program, folder, file, grown,
	} = await startRun(t);
	const removed = fs.openSync(file, 'r');
	fs.rmSync(path.dirname(file), {recursive: true});
	await program.said('file:logs/out can\'t be opened anew, and its records wait (the file was removed)');
	await program.said('file:logs/out was removed: can\'t append to logs/out: no such file or directory (ENOENT)');
	const {size} = fs.fstatSync(removed);
	fs.mkdirSync(path.dirname(file));
	await grown();
	t.is(fs.fstatSync(removed).size, size);
	program.kill('SIGTERM');
	const {code, stderr, lastLine} = await program.ended;
	const inRemoved = numbersOf(fs.readFileSync(removed, 'utf8'));
	fs.closeSync(removed);
	const {delivered, unreachable} = readReport(folder);
	t.is(code, 3);
	t.true(unreachable > 0 && unreachable <= inRemoved.length);
	t.is(saidUnreachable(stderr), unreachable);
	t.true(lastLine.includes(`; 0 unaccounted; up to ${unreachable.toLocaleString('en')} delivered into`));
	t.deepEqual(sorted([...inRemoved, ...numbersIn(folder, 'logs/out')]), upTo(delivered));
});

test('where a removed file can\'t be made again before the end, what waits is left behind and counted', async t => {
	const {program, folder, file} = await startRun(t, ['--grace', '1s']);
	const removed = fs.openSync(file, 'r');
	fs.rmSync(path.dirname(file), {recursive: true});
	await program.said('its records wait');
	program.kill('SIGTERM');
	const {code} = await program.ended;
	const inRemoved = numbersOf(fs.readFileSync(removed, 'utf8'));
	fs.closeSync(removed);
	const {delivered, left, accepted, lost, unreachable} = readReport(folder);
	t.deepEqual([code, lost, delivered + left], [3, 0, accepted]);
	t.true(left > 0 && unreachable > 0);
	t.deepEqual(sorted(inRemoved), upTo(delivered));
});

test('a removed file that has another name is in reach', async t => {
	const {
		program, folder, file, grown,
	} = await startRun(t);
	fs.linkSync(file, `${file}.kept`);
	fs.rmSync(file);
	await grown();
	program.kill('SIGTERM');
	const {code} = await program.ended;
	const {delivered, unreachable} = readReport(folder);
	t.deepEqual([code, unreachable], [0, 0]);
	t.deepEqual(sorted(numbersIn(folder, 'logs/out.kept', 'logs/out')), upTo(delivered));
});

test('a file that is copied and cut is written to at its new end, and what may be in no copy is counted', async t => {
	const {program, folder, file} = await startRun(t);
	fs.copyFileSync(file, `${file}.1`);
	fs.truncateSync(file);
	await program.said(/file:logs\/out was cut to [\d,]+ bytes? by another program: up to [\d,]+ records/v);
	program.kill('SIGTERM');
	const {code, stderr, lastLine} = await program.ended;
	t.is(code, 3);
	const {delivered, unreachable, lost} = readReport(folder);
	t.is(saidUnreachable(stderr), unreachable);
	t.true(lastLine.endsWith(` delivered; 0 unaccounted; up to ${unreachable.toLocaleString('en')} delivered into a file that was removed or cut.`));
	const copied = new Set(numbersOf(textOf(folder, 'logs/out.1').replace(/[^\n]*$/v, '')));
	const numbers = numbersIn(folder, 'logs/out');
	t.deepEqual(sorted(numbers), upTo(delivered).slice(-numbers.length), 'none is joined or torn');
	const missing = upTo(delivered).filter(number => !copied.has(number) && number <= delivered - numbers.length);
	t.true(missing.length <= unreachable, `${missing.length} in no copy, ${unreachable} said`);
	t.is(lost, 0);
});

test('a file that is emptied just before the end is told of as well', async t => {
	const {program, folder, file} = await startRun(t);
	program.kill('SIGSTOP');
	fs.truncateSync(file);
	program.kill('SIGTERM');
	program.kill('SIGCONT');
	const {code, stderr} = await program.ended;
	const {unreachable} = readReport(folder);
	t.is(code, 3);
	t.true(unreachable > 0);
	t.is(saidUnreachable(stderr), unreachable);
});
