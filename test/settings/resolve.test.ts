import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {schema} from '../../source/cli/schema.js';
import {UsageError} from '../../source/domain/errors.js';
import {parseArguments, type RunArguments} from '../../source/settings/cli/arguments.js';
import {parseConfig} from '../../source/settings/file/config-file.js';
import type {Surroundings} from '../../source/settings/defaults.js';
import {noExplicitSettings} from '../../source/settings/explicit-settings.js';
import {loadSettings, plainDefaults, resolveSettings} from '../../source/settings/resolve.js';
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
	const {sinkTimeout, contentType, gzip, maxRecordSize, ...meant} = plainDefaults(schema);
	t.deepEqual([sinkTimeout, contentType, gzip, maxRecordSize], [30_000, 'application/x-ndjson', false, 16_777_216]);
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
