import test from 'ava';
import type {LoggedEvent} from '../../source/contract/event.js';
import {eventLine, metricsLine} from '../../source/plain/lines.js';
import {eventWith, snapshotWith} from '../helpers/snapshots.js';

test('the metrics stand in one line', t => {
	const {queue} = snapshotWith({});
	const worker = {
		id: 1, state: 'idle' as const, held: 0, fill: 0, rate: 0, delivered: 0, flushes: 0, flushTime: undefined, retries: 0, failures: 0, attempts: 0,
	};
	const snapshot = snapshotWith({
		rates: {produced: 1476.6, processed: 150.2}, queue: {...queue, depth: 1277}, workers: [worker, {...worker, id: 2}],
	});
	t.is(metricsLine(snapshot), '[METRICS] Produced=1477/s | Processed=150/s | Queue=1277/1500 | Workers=2');
});

const events: ReadonlyArray<readonly [Partial<LoggedEvent>, string]> = [
	[{
		source: 'scaler', message: '2 → 3 workers', detail: 'queue 93 % full, above 80 %', line: 'scaling UP, workers = 3 (usage 0.93 > 0.80)',
	}, 'Scaler: scaling UP, workers = 3 (usage 0.93 > 0.80)'],
	[{source: 'scaler', message: 'scaling UP, workers = 3'}, 'Scaler: scaling UP, workers = 3'],
	[{source: 'scaler', message: 'scaling UP, workers = 3', detail: 'usage 0.83 > 0.80'}, 'Scaler: scaling UP, workers = 3 (usage 0.83 > 0.80)'],
	[{source: 'pipeline', message: 'shutdown signal received!'}, 'Shutdown signal received!'],
	[{source: 'worker', message: 'worker 3 flushed batch of 7 logs'}, 'Worker 3 flushed batch of 7 logs'],
	[{source: 'you', message: 'spike ×5 for 10 s', detail: ''}, 'Spike ×5 for 10 s'],
	[{source: 'sink', message: '503 from http://h/', detail: 'again in 2 s'}, 'Sink: 503 from http://h/ (again in 2 s)'],
	[{source: 'sink', message: 'two\r\nlines\u001B[2J'}, 'Sink: two lines'],
];

for (const [event, line] of events) {
	test(`an event as a line: ${line}`, t => {
		t.is(eventLine(eventWith(event)), line);
	});
}
