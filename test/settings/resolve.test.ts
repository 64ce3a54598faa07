import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../source/domain/errors.js';
import {parseArguments, type RunArguments} from '../../source/settings/cli/arguments.js';
import {parseConfig} from '../../source/settings/file/config-file.js';
import type {Surroundings} from '../../source/settings/defaults.js';
import {noExplicitSettings} from '../../source/settings/explicit-settings.js';
import {defaults, loadSettings, resolveSettings} from '../../source/settings/resolve.js';
import type {Settings} from '../../source/settings/settings.js';
import {refusalOf} from '../helpers/refusal.js';

const terminal: Surroundings = {stdin: 'terminal', isStdoutTerminal: true, seed: 99};

function runOf(line: string): RunArguments {
	const parsed = parseArguments(line.split(' ').filter(word => word !== ''));
	if (parsed.kind !== 'run') {
		throw new TypeError(parsed.kind);
	}

	return parsed;
}

function resolve(line: string, file = ''): Settings {
	return resolveSettings(runOf(line).given, file === '' ? noExplicitSettings : parseConfig(file, 'm.yaml'), terminal);
}

test('without any flag the settings are the defaults', t => {
	t.deepEqual(resolve(''), {
		...defaults, source: 'synthetic', sink: 'simulated', rate: 1000, seed: 99,
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
	['--gzip --sink file:x', '', /^--gzip has no meaning for the sink file \(it is for http sinks\)/v],
	['--sink-latency 5ms --sink null', '', /^--sink-latency 5ms has no meaning for the sink null/v],
];

for (const [line, file, said] of refused) {
	test(`${line}${file === '' ? '' : ` over ${file}`} is refused`, t => {
		t.regex(refusalOf(t, () => resolve(line, file)), said);
	});
}

test('a file may hold settings of sinks that are not used now', t => {
	t.true(resolve('--sink null', 'gzip: true').gzip);
});

async function refusedLoad(t: ExecutionContext, line: string, surroundings: Surroundings): Promise<string> {
	const error = await t.throwsAsync(loadSettings(runOf(line), surroundings), {instanceOf: UsageError});
	return error?.message ?? '';
}

test('a report on stdout does not go with records on stdout, however the sink was chosen', async t => {
	const piped: Surroundings = {stdin: 'pipe', isStdoutTerminal: false, seed: 1};
	t.regex(await refusedLoad(t, '--report -', piped), /mix report and records/v);
	t.regex(await refusedLoad(t, '--report - --sink stdout', terminal), /mix report and records/v);
	t.like(await loadSettings(runOf('--report r.json'), piped), {sink: 'stdout'});
	t.like(await loadSettings(runOf('--report -'), terminal), {sink: 'simulated'});
});

test('the file of --config is read', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'millrace-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	await writeFile(path.join(folder, 'm.yaml'), 'batchSize: 7\nmaxWorkers: 3\n');
	const settings = await loadSettings(runOf(`--config ${folder}/m.yaml --max-workers 4`), terminal);
	t.is(settings.batchSize, 7);
	t.is(settings.maxWorkers, 4);
	t.regex(await refusedLoad(t, `--config ${folder}/none.yaml`, terminal), /there is no such file/v);
});
