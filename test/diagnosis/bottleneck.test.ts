import test from 'ava';
import {findBottleneck, type BottleneckKind} from '../../source/diagnosis/bottleneck.js';
import type {Facts} from '../../source/diagnosis/facts.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {factsWith} from '../helpers/facts.js';
import {snapshotWith} from '../helpers/snapshots.js';

const pressed = {
	heldBack: 0.6, usage: 0.95, busy: 0.93, workers: 10,
};
const paused: Partial<Snapshot> = {producer: {...snapshotWith({}).producer, state: 'paused'}};
const stdin: Partial<Snapshot> = {source: {name: 'stdin'}};

const cases: ReadonlyArray<readonly [string, BottleneckKind, Partial<Omit<Facts, 'snapshot'>>, Partial<Snapshot>, string]> = [
	['all workers at the maximum wait for a sink that gets all it can take', 'sink', {...pressed, demand: undefined, processed: 1660}, {}, '10 of 10 workers flushing 93 % of the time; 10 × 50 / 300 ms = 1,667/s is the ceiling'],
	['a sink that has become slower is the bottleneck, though more workers could be asked for', 'sink', {
		...pressed, demand: 5000, flushTime: 900, processed: 550,
	}, {}, '10 of 10 workers flushing 93 % of the time; 10 × 50 / 900 ms = 556/s is the ceiling'],
	['a sink that takes several batches at once has no such ceiling', 'sink', {
		...pressed, demand: undefined, flushTime: 1, processed: 900_000,
	}, {}, '10 of 10 workers flushing 93 % of the time; 900k/s is what comes out'],
	['batches that fail are the sink\'s', 'sink', {...pressed, failing: 0.5, processed: 200}, {}, '50 % of the batches fail and are sent again; 200/s get through'],
	['no answer at all is the sink\'s', 'sink', {
		...pressed, processed: 0, flushes: 0, quiet: 12.4, busy: 1,
	}, {}, 'no answer for 12 s: 10 workers wait for one'],
	['the scaler may not add what is needed', 'maximum', {...pressed, demand: 5000, processed: 1660}, {}, '10 of 10 workers flushing 93 % of the time; 5.00k/s × 300 ms / 50 = 30 are needed'],
	['the scaler has not yet added what is needed', 'scaler', {...pressed, workers: 3, processed: 500}, {}, '3 workers of 10 so far, flushing 93 % of the time; 1.00k/s × 300 ms / 50 = 6 are needed'],
	['a queue that fills is seen before it holds anything back', 'scaler', {
		heldBack: 0, usage: 0.5, workers: 3, processed: 500, busy: 1,
	}, {}, '3 workers of 10 so far, flushing 100 % of the time; 1.00k/s × 300 ms / 50 = 6 are needed'],
	['enough workers that work a full queue off hold nothing back', 'none', {...pressed, workers: 6}, {}, '6 workers are enough, and the queue is worked off; 1.00k/s × 300 ms / 50 = 6 are needed'],
	['some workers are paused, and the others have no time left', 'workers', {...pressed, workers: 4, paused: 3}, {}, '3 of 4 workers are paused, the others flush 93 % of the time'],
	['all workers are paused, and the queue is full', 'workers', {
		...pressed, busy: 0, workers: 4, paused: 4,
	}, {}, 'all 4 workers are paused, and the queue is full'],
	['all workers are paused, and the queue has room', 'workers', {
		busy: 0, workers: 4, paused: 4, processed: 900,
	}, {}, 'all 4 workers are paused, and the queue fills'],
	['a full queue and workers with time: it is too small', 'queue', {...pressed, busy: 0.4}, {settings: {...snapshotWith({}).settings, queueSize: 100}}, 'it holds the producer back 60 % of the time, though workers flush only 40 %: it has room for 2 batches'],
	['all that a real source gives passes', 'source', {demand: undefined, produced: 4800, processed: 4800}, stdin, 'all of stdin\'s 4.80k/s pass; 6 workers flush 90 % of the time'],
	['a source gives nothing', 'source', {demand: undefined, produced: 0, processed: 0}, stdin, 'stdin gives nothing just now'],
	['all that the producer is told to make passes', 'rate', {workers: 1}, {}, 'all of the 1.00k/s that the producer is told to make pass; 1 worker flushes 90 % of the time'],
	['less than the rate comes in, and nothing holds it back', 'none', {produced: 500, processed: 1000}, {}, 'the queue is worked off: 0 wait, 1.00k/s go out'],
	['a paused producer is no bottleneck', 'none', {produced: 0}, paused, 'the producer is paused'],
	['a drain is not judged', 'none', pressed, {state: 'draining'}, 'the pipeline is draining'],
	['the first second is not judged', 'none', {...pressed, seconds: 0.9}, {}, 'looking at the first second'],
];

for (const [title, kind, facts, snapshot, evidence] of cases) {
	test(`${title}: ${kind}`, t => {
		t.deepEqual(findBottleneck(factsWith(facts, snapshot)), {kind, evidence});
	});
}
