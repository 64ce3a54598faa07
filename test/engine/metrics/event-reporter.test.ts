import test from 'ava';
import {EventReporter} from '../../../source/engine/metrics/event-reporter.js';
import {EventLog} from '../../../source/engine/metrics/event-log.js';
import type {DrainReason} from '../../../source/contract/command.js';
import type {PipelineEvent} from '../../../source/machines/pipeline-machine.js';
import type {Settings} from '../../../source/settings/settings.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {settingsWith} from '../../helpers/settings.js';

function createBench(settings: Partial<Settings> = {}) {
	const log = new EventLog(new VirtualClock());
	const announcer = new EventReporter(log, settingsWith(settings));
	return {
		announcer,
		said: () => log.takeAll().map(({level, source, message, detail, mark}) => [level, source, message, detail, mark].filter(part => part !== undefined).join(' | ')),
	};
}

test('the start says from where to where, and where dead letters go', t => {
	const {announcer, said} = createBench();
	announcer.started('stdin', 'file:out.log', 'letters.ndjson');
	announcer.started('synthetic', 'null', undefined);
	t.deepEqual(said(), [
		'info | pipeline | running: stdin to file:out.log | dead letters go to letters.ndjson',
		'info | pipeline | running: synthetic to null',
	]);
});

test('scaling reads like the seed\'s, with its reason', t => {
	const {announcer, said} = createBench();
	announcer.scaled(2, 3, 'usage 0.91 > 0.80');
	announcer.scaled(3, 2, 'usage 0.10 < 0.20');
	t.deepEqual(said(), [
		'info | scaler | scaling UP, workers = 3 | usage 0.91 > 0.80',
		'info | scaler | scaling Down, workers = 2 | usage 0.10 < 0.20',
	]);
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
	const {announcer, said} = createBench();
	for (const reason of ['signal', 'key', 'terminalClosed', 'endOfInput', 'count', 'duration', 'sinkClosed'] as const) {
		announcer.draining(reason);
		t.deepEqual(said(), [`info | pipeline | ${reasons[reason]} | drain`]);
	}
});

test('the end of a spike says to which rate it leads back', t => {
	const {announcer, said} = createBench();
	announcer.spikeEnded();
	t.deepEqual(said(), ['info | producer | spike over | rate 1,000/s again']);
});

test('whoever asks to leave again is told what is left', t => {
	const {announcer, said} = createBench({grace: 5000});
	announcer.leaving(1234);
	announcer.graceIsOver(1234);
	t.deepEqual(said(), [
		'warning | pipeline | already draining, 1,234 records left | once more aborts',
		'error | pipeline | not drained within 5 s: 1,234 records left | --grace allows more time',
	]);
});

test('a refused setting is said with its reason', t => {
	const {announcer, said} = createBench();
	announcer.settingRefused({name: 'batchTimeout', value: 1500}, 'because');
	t.deepEqual(said(), ['warning | pipeline | batchTimeout = 1.5s refused | because']);
});

test('a worker that is gone and faults that are forbidden are said', t => {
	const {announcer, said} = createBench();
	announcer.missing({type: 'worker.kill', id: 9});
	announcer.missing({type: 'abort'});
	announcer.faultsForbidden('http://logs');
	t.deepEqual(said(), [
		'warning | pipeline | worker 9 is gone already',
		'warning | pipeline | no faults on a real sink (http://logs) | --faults allows them',
	]);
});

const commands: ReadonlyArray<readonly [PipelineEvent, string]> = [
	[{type: 'rate.set', rate: 12_345}, 'rate 12,345/s | rate'],
	[{type: 'rate.set', rate: 'max'}, 'rate as fast as the queue takes | rate'],
	[{type: 'rate.scale', factor: 1.1}, 'rate 1,100/s | rate'],
	[{type: 'rate.scale', factor: 0.000_01}, 'rate 1/s | rate'],
	[{type: 'spike.start'}, 'spike ×5 for 10 s | ! undoes | spike'],
	[{type: 'spike.start', factor: 2, length: 500}, 'spike ×2 for 0.5 s | ! undoes | spike'],
	[{type: 'producer.pause'}, 'producer paused | pause'],
	[{type: 'producer.resume'}, 'producer goes on | resume'],
	[{type: 'worker.pause', id: 2}, 'worker 2 paused | pause'],
	[{type: 'worker.resume', id: 2}, 'worker 2 goes on | resume'],
	[{type: 'worker.kill', id: 2}, 'worker 2 killed | kill'],
	[{type: 'faults.clear'}, 'faults undone | undo'],
	[{type: 'fault.set', fault: {kind: 'none'}}, 'faults undone | undo'],
	[{type: 'fault.set', fault: {kind: 'slow', factor: 10}}, 'sink slowed ×10 | ! undoes | slow'],
	[{type: 'fault.set', fault: {kind: 'failing', share: 0.305}}, 'sink fails 31 % of the batches | ! undoes | fail'],
	[{type: 'fault.set', fault: {kind: 'hanging'}}, 'sink hangs | ! undoes | hang'],
	[{type: 'setting.set', change: {name: 'batchSize', value: 100}}, 'batchSize = 100 | set'],
];

for (const [event, expected] of commands) {
	test(`a command is said as it was understood: ${JSON.stringify(event)}`, t => {
		const {announcer, said} = createBench();
		announcer.commanded(event);
		t.deepEqual(said(), [`info | you | ${expected}`]);
	});
}

test('what a user did not ask for is not said to be theirs', t => {
	const {announcer, said} = createBench();
	announcer.commanded({type: 'departed.completed'});
	t.deepEqual(said(), []);
});

test('a rate that is set as a setting is said once, by the command that sets it', t => {
	const {announcer, said} = createBench();
	announcer.commanded({type: 'setting.set', change: {name: 'rate', value: 5}});
	announcer.commanded({type: 'rate.set', rate: 5});
	t.deepEqual(said(), ['info | you | rate 5/s | rate']);
});

test('a producer without a rate says that it has none', t => {
	const {announcer, said} = createBench({rate: 'max'});
	announcer.commanded({type: 'rate.scale', factor: 2});
	announcer.commanded({type: 'spike.start'});
	t.deepEqual(said(), [
		'info | you | no rate to change: the producer is not paced | rate',
		'info | you | no spike: the producer is not paced',
	]);
});
