import test from 'ava';
import {type GivenSettings, settingsWith} from '../../helpers/settings.js';
import {EventReporter} from '../../../source/engine/metrics/event-reporter.js';
import {schema} from '../../../source/cli/schema.js';
import {createTotals} from '../../../source/engine/metrics/totals.js';
import {createRandom} from '../../../source/engine/seeded-random.js';
import {EventLog} from '../../../source/engine/metrics/event-log.js';
import type {Command, DrainReason} from '../../../source/contract/command.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';

function createBench(settings: GivenSettings = {}, sink = 'simulated') {
	const clock = new VirtualClock();
	const log = new EventLog(clock);
	const reporter = new EventReporter({
		schema, settings: settingsWith(settings), clock, log, random: createRandom(1), totals: createTotals(),
	}, sink);
	return {
		reporter,
		lines: () => log.takeAll().map(({line}) => line),
		logged: () => log.takeAll().map(({level, source, message, detail, mark}) => [level, source, message, detail, mark].filter(part => part !== undefined).join(' | ')),
	};
}

test('the start says from where to where, and where dead letters go', t => {
	const {reporter, logged} = createBench({}, 'file:out.log');
	reporter.started('stdin', 'letters.ndjson');
	reporter.started('synthetic', undefined);
	t.deepEqual(logged(), [
		'info | pipeline | running: stdin to file:out.log | dead letters go to letters.ndjson',
		'info | pipeline | running: synthetic to file:out.log',
	]);
});

test('scaling says from what to what, and why', t => {
	const {reporter, logged} = createBench();
	reporter.scaled(2, {desired: 3, reason: 'queue 91 % full, above 80 %', lineReason: 'usage 0.91 > 0.80'});
	reporter.scaled(2, {desired: 1, reason: '100/s × 300 ms / 50 = 0.6'});
	t.deepEqual(logged(), [
		'info | scaler | 2 → 3 workers | queue 91 % full, above 80 %',
		'info | scaler | 2 → 1 worker | 100/s × 300 ms / 50 = 0.6',
	]);
});

test('in lines scaling keeps the words that it always had', t => {
	const {reporter, lines} = createBench();
	reporter.scaled(2, {desired: 3, reason: 'queue 91 % full, above 80 %', lineReason: 'usage 0.91 > 0.80'});
	reporter.scaled(3, {desired: 2, reason: 'taken back'});
	t.deepEqual(lines(), ['scaling UP, workers = 3 (usage 0.91 > 0.80)', 'scaling Down, workers = 2 (taken back)']);
});

const reasons: Readonly<Record<DrainReason, string>> = {
	signal: 'Shutdown signal received!',
	key: 'Shutdown requested',
	terminalClosed: 'The terminal has gone: shutting down',
	endOfInput: 'End of input: draining',
	count: 'Enough records: draining',
	duration: 'Time is up: draining',
	sinkClosed: 'The sink has closed: shutting down',
};

test('a drain says why', t => {
	const {reporter, logged} = createBench();
	for (const reason of ['signal', 'key', 'terminalClosed', 'endOfInput', 'count', 'duration', 'sinkClosed'] as const) {
		reporter.drainStarted(reason);
		t.deepEqual(logged(), [`info | pipeline | ${reasons[reason]} | drain`]);
	}
});

test('the end of a spike says to which rate it leads back', t => {
	const {reporter, logged} = createBench();
	reporter.spikeEnded();
	t.deepEqual(logged(), ['info | producer | spike over | rate 1,000/s again']);
});

test('a user who asks to leave again is told what is left', t => {
	const {reporter, logged} = createBench({grace: 5000});
	reporter.alreadyDraining(1234);
	reporter.graceIsOver(1234);
	t.deepEqual(logged(), [
		'warning | pipeline | already draining, 1,234 records left | once more aborts',
		'error | pipeline | not drained within 5 s: 1,234 records left | --grace allows more time',
	]);
});

test('a refused setting is logged with its reason', t => {
	const {reporter, logged} = createBench();
	reporter.settingRefused({name: 'batchTimeout', value: 1500}, 'because');
	t.deepEqual(logged(), ['warning | pipeline | batchTimeout = 1.5s refused | because']);
});

test('a missing worker and forbidden faults are logged', t => {
	const {reporter, logged} = createBench({}, 'http://logs');
	reporter.workerMissing(9);
	reporter.faultsForbidden();
	t.deepEqual(logged(), [
		'warning | pipeline | worker 9 is gone already',
		'warning | pipeline | no faults on a real sink (http://logs) | --faults allows them',
	]);
});

const commands: ReadonlyArray<readonly [Command, string]> = [
	[{type: 'rate.set', rate: 12_345}, 'rate 12,345/s | rate'],
	[{type: 'rate.set', rate: 'max'}, 'rate as fast as the queue takes | rate'],
	[{type: 'rate.scale', factor: 1.1}, 'rate 1,100/s | rate'],
	[{type: 'rate.scale', factor: 0.000_01}, 'rate 1/s | rate'],
	[{type: 'spike.start'}, 'spike ×5 for 10 s | spike'],
	[{type: 'spike.start', factor: 2, length: 500}, 'spike ×2 for 0.5 s | spike'],
	[{type: 'producer.pause'}, 'producer paused | pause'],
	[{type: 'producer.resume'}, 'producer resumed | resume'],
	[{type: 'worker.pause', id: 2}, 'worker 2 paused | pause'],
	[{type: 'worker.resume', id: 2}, 'worker 2 resumed | resume'],
	[{type: 'worker.kill', id: 2}, 'worker 2 killed | kill'],
	[{type: 'faults.clear'}, 'faults undone | undo'],
	[{type: 'fault.set', fault: {kind: 'none'}}, 'faults undone | undo'],
	[{type: 'fault.set', fault: {kind: 'slow', factor: 10}}, 'fault: slow ×10 | slow'],
	[{type: 'fault.set', fault: {kind: 'failing', share: 0.305}}, 'fault: 31 % of batches fail | fail'],
	[{type: 'fault.set', fault: {kind: 'hanging'}}, 'fault: no batch is answered | hang'],
	[{type: 'setting.set', change: {name: 'batchSize', value: 100}}, 'batchSize = 100 | set'],
];

for (const [event, expected] of commands) {
	test(`a command is logged as it was understood: ${JSON.stringify(event)}`, t => {
		const {reporter, logged} = createBench();
		reporter.commandAccepted(event);
		t.deepEqual(logged(), [`info | you | ${expected}`]);
	});
}

test('commands that change nothing in the pipeline are not logged', t => {
	const {reporter, logged} = createBench();
	reporter.commandAccepted({type: 'machine.inspect', machine: 'scaler'});
	reporter.commandAccepted({type: 'abort'});
	t.deepEqual(logged(), []);
});

test('a producer without a rate says that it has none', t => {
	const {reporter, logged} = createBench({rate: 'max'});
	reporter.commandAccepted({type: 'rate.scale', factor: 2});
	reporter.commandAccepted({type: 'spike.start'});
	t.deepEqual(logged(), [
		'info | you | no rate to change: the producer is not paced | rate',
		'info | you | no spike: the producer is not paced',
	]);
});
