import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {schema} from '../../source/cli/schema.js';
import {UsageError} from '../../source/domain/errors.js';
import type {Rate} from '../../source/domain/rate.js';
import {parseArguments, type RunArguments} from '../../source/settings/cli/arguments.js';
import {parseConfig} from '../../source/settings/file/config-file.js';
import type {Surroundings} from '../../source/settings/defaults.js';
import {noExplicitSettings} from '../../source/settings/explicit-settings.js';
import {
	loadSettings, plainDefaults, resolveAgain, resolveSettings, type Reloaded,
} from '../../source/settings/resolve.js';
import type {Settings} from '../../source/settings/settings.js';
import {refusalOf} from '../helpers/refusal.js';

const terminal: Surroundings = {stdin: 'terminal', isStdoutTerminal: true, seed: 99};

function runOf(line: string): RunArguments {
	const parsed = parseArguments(schema, line.split(' ').filter(word => word !== ''));
	if (parsed.kind !== 'run') {
		throw new TypeError(parsed.kind);
	}

	return parsed;
}

function resolve(line: string, file = ''): Settings {
	return resolveSettings(schema, runOf(line).explicit, file === '' ? noExplicitSettings : parseConfig(schema, file, 'm.yaml'), terminal);
}

test('without any flag the settings are the defaults', t => {
	const {
		sinkTimeout, contentType, batchBytes, gzip, maxRecordSize, maxConnections, idleTimeout, ...meant
	} = plainDefaults(schema);
	t.deepEqual(
		[sinkTimeout, contentType, batchBytes, gzip, maxRecordSize, maxConnections, idleTimeout],
		[30_000, 'application/x-ndjson', 1_048_576, false, 16_777_216, 1000, 3_600_000],
	);
	t.deepEqual(resolve(''), {
		...meant, source: 'synthetic', sink: 'simulated', rate: 1000, seed: 99,
	});
});

test('a flag goes before the file, and the file before the default', t => {
	const settings = resolve('--batch-size 10 --interval 100us --no-gzip --sink http://h/', 'batchSize: 20\nqueueSize: 3000\nrate: 5\ngzip: true\nseed: 3');
	t.like(settings, {
		batchSize: 10, queueSize: 3000, rate: 10_000, gzip: false, seed: 3, batchTimeout: 500,
	});
});

const refused: ReadonlyArray<readonly [string, string, RegExp]> = [
	['--min-workers 5 --max-workers 2', '', /^--min-workers 5 is more than --max-workers 2/v],
	['--queue-size 10 --batch-size 50', '', /^--batch-size 50 is more than --queue-size 10: such a batch can never fill/v],
	['--queue-size 10', '', /^--batch-size 50 \(the default\) is more than --queue-size 10/v],
	['--max-workers 2', 'minWorkers: 5', /^minWorkers: 5 \(m\.yaml:1\) is more than --max-workers 2/v],
	['--scale-up-at 0.1', '', /^--scale-down-at 0\.2 \(the default\) must be less than --scale-up-at 0\.1/v],
	['--gzip --source synthetic --sink file:x', '', /^--gzip has no meaning for the sink file \(it is for http sink\)/v],
	['--sink-latency 5ms --sink null', '', /^--sink-latency 5ms has no meaning for the sink null/v],
	['--sink-timeout 5s --source synthetic --sink file:x', '', /^--sink-timeout 5s has no meaning for the sink file \(it is for tcp and http sinks\)/v],
	['--max-record-size 5k', '', /^--max-record-size 5k has no meaning for the source synthetic/v],
	['', 'sink: {type: file, path: x, gzip: true}', /gzip/v],
	['', 'sink: {type: http, url: http://h/, sinkLatency: 5ms}', /sinkLatency/v],
	['', 'sink: {type: smtp}', /smtp/v],
	['', 'queue: {type: disk}', /disk/v],
	['--queue disk:x', '', /^--queue: expected memory/v],
];

for (const [line, file, said] of refused) {
	test(`${line}${file === '' ? '' : ` over ${file}`} is refused`, t => {
		t.regex(refusalOf(t, () => resolve(line, file)), said);
	});
}

test('a file may hold settings of sinks that are not used now', t => {
	t.false(Object.hasOwn(resolve('--sink null', 'gzip: true'), 'gzip'));
	t.true(resolve('--sink http://h/ --rate 1', 'gzip: true').gzip);
});

test('a component in a file is an object with its options', t => {
	const settings = resolve('', 'sink: {type: http, url: http://h:9000/in, gzip: true, sinkTimeout: 5s}\nsource: {type: file, path: app.log, maxRecordSize: 1k}\nqueue: {type: memory}');
	t.like(settings, {
		sink: 'http://h:9000/in', gzip: true, sinkTimeout: 5000, source: 'file:app.log', maxRecordSize: 1000, queue: 'memory',
	});
});

async function refusedLoad(t: ExecutionContext, line: string, surroundings: Surroundings): Promise<string> {
	const error = await t.throwsAsync(loadSettings(schema, runOf(line), surroundings), {instanceOf: UsageError});
	return error?.message ?? '';
}

test('a report on stdout does not go with records on stdout, however the sink was chosen', async t => {
	const piped: Surroundings = {stdin: 'pipe', isStdoutTerminal: false, seed: 1};
	t.regex(await refusedLoad(t, '--report -', piped), /mix report and records/v);
	t.regex(await refusedLoad(t, '--report - --sink stdout --rate 1', terminal), /mix report and records/v);
	t.like(await loadSettings(schema, runOf('--report r.json'), piped), {sink: 'stdout'});
	t.like(await loadSettings(schema, runOf('--report -'), terminal), {sink: 'simulated'});
});

test('the file of --config is read', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'millrace-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	await writeFile(path.join(folder, 'm.yaml'), 'batchSize: 7\nmaxWorkers: 3\n');
	const settings = await loadSettings(schema, runOf(`--config ${folder}/m.yaml --max-workers 4`), terminal);
	t.is(settings.batchSize, 7);
	t.is(settings.maxWorkers, 4);
	t.regex(await refusedLoad(t, `--config ${folder}/none.yaml`, terminal), /there is no such file/v);
});

/** What a running pipeline makes of a file, with the settings of another line and file in force. */
function reload(line: string, before: string, after: string): Reloaded {
	return resolveAgain(schema, runOf(line).explicit, parseConfig(schema, after, 'm.yaml'), resolve(line, before));
}

test('what can\'t change while it runs is refused by name, and all else changes', t => {
	const {settings, refused} = reload('', 'rate: 100\nsink: "null"', 'rate: 200\nsink: stdout\nbatchSize: 9\nmaxWorkers: 12\nqueueBytes: 1MiB\ndeadLetter: other\nseed: 5');
	t.deepEqual(refused, ['sink', 'deadLetter', 'seed']);
	t.like(settings, {
		rate: 200, sink: 'null', batchSize: 9, maxWorkers: 12, queueBytes: 1_048_576, deadLetter: 'millrace-dead-letter.ndjson', seed: 99,
	});
});

const reloads: ReadonlyArray<readonly [title: string, line: string, before: string, after: string, rate: Rate]> = [
	['a generator in force, a real source in the file', '', 'sink: "null"', 'sink: "null"\nsource: stdin', 1000],
	['a generator in force, no sink in the file any more', '', 'sink: "null"', 'source: tcp://:9000', 1000],
	['a real source in force, a generator in the file', '', 'sink: "null"\nsource: stdin', 'sink: "null"\nsource: synthetic', 'max'],
	['a real source in force, no source in the file any more', '', 'sink: "null"\nsource: stdin', 'sink: "null"', 'max'],
	['a generator for a real sink in force, and nothing that asks for it any more', '', 'sink: file:x\nsource: synthetic', 'sink: file:x', 1000],
	['a rate of its own in the file', '', 'sink: "null"', 'sink: "null"\nsource: stdin\nrate: 7', 7],
	['a rate of its own that is gone', '', 'sink: "null"\nrate: 7', 'source: stdin\nsink: "null"', 1000],
	['a source by a flag', '--source stdin', 'sink: "null"', 'sink: "null"\nsource: synthetic', 'max'],
];

for (const [title, line, before, after, rate] of reloads) {
	test(`the default of the rate follows from what is in force: ${title}`, t => {
		const {settings} = reload(line, before, after);
		const inForce = resolve(line, before);
		t.is(settings.rate, rate);
		t.deepEqual([settings.source, settings.sink], [inForce.source, inForce.sink]);
	});
}

test('options of a refused sink say nothing to the one in force', t => {
	const {settings, refused} = reload('', 'sink: simulated\nsinkLatency: 5ms', 'sink: {type: http, url: http://h/, gzip: true}\nsinkLatency: 7ms\nrate: 1');
	t.deepEqual(refused, ['sink']);
	t.false(Object.hasOwn(settings, 'gzip'));
	t.is(settings.sinkLatency, 7);
});

test('a file that does not go together is refused as a whole', t => {
	t.regex(refusalOf(t, () => reload('', '', 'minWorkers: 20')), /^minWorkers: 20 \(m\.yaml:1\) is more than --max-workers 10/v);
});
