import test from 'ava';
import {type GivenSettings, settingsWith} from '../helpers/settings.js';
import {createDeferred} from '../../source/domain/deferred.js';
import {UsageError} from '../../source/domain/errors.js';
import {recordsPerTimeSlice} from '../../source/engine/worker/time-slice.js';
import type {Sink} from '../../source/engine/ports/sink.js';
import type {Source} from '../../source/engine/ports/source.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {NullSink} from '../../source/sinks/null/null-sink.js';
import {createKeptLetters} from '../helpers/worker-bench.js';
import {createScriptedSink} from '../helpers/scripted-sink.js';
import {createScriptedSource} from '../helpers/scripted-source.js';
import {createVirtualEngine, type VirtualEngineParts} from '../helpers/virtual-engine.js';
import {until} from '../helpers/until.js';

type Options = {
	readonly settings?: GivenSettings;
	readonly createSink?: (clock: VirtualClock) => Sink;
	readonly source?: Source;
	readonly parts?: VirtualEngineParts;
};

function createBench({
	settings: given = {}, createSink, source, parts = {},
}: Options = {}) {
	const settings = settingsWith(given);
	const clock = new VirtualClock();
	const snapshots: Snapshot[] = [];
	const deadLetters = createKeptLetters();
	const {engine} = createVirtualEngine({
		settings,
		clock,
		deadLetters,
		...(source !== undefined && {source}),
		...(createSink !== undefined && {sink: createSink(clock)}),
		...parts,
	});
	const unsubscribe = engine.subscribe(snapshot => {
		snapshots.push(snapshot);
	});
	return {
		engine, clock, settings, snapshots, deadLetters, unsubscribe,
		last: () => snapshots.at(-1),
		messages: () => snapshots.flatMap(({events}) => events.map(({message}) => message)),

		/** Turns the clock until the engine has stopped. */
		async stopped() {
			let isStopped = false;
			const note = (): void => {
				isStopped = true;
			};

			void engine.stopped.then(note, note);
			await until(() => {
				clock.step();
				return isStopped;
			});
			return engine.stopped;
		},
	};
}

test('a command is shown within a moment, and many of them are not many snapshots', async t => {
	const {engine, clock, snapshots, last} = createBench();
	await engine.start();
	clock.advance(1010);
	const before = snapshots.length;
	for (let step = 0; step < 20; step++) {
		engine.send({type: 'rate.scale', factor: 1.01});
		clock.advance(1);
	}

	t.is(snapshots.length - before, 1);
	engine.send({type: 'producer.pause'});
	clock.advance(20);
	t.is(last()?.producer.state, 'paused');
	const paused = snapshots.length;
	clock.advance(1000);
	t.is(snapshots.length - paused, 10);
});

for (const fault of [{kind: 'slow', factor: 1000}, {kind: 'failing', share: 1}, {kind: 'hanging'}] as const) {
	test(`once a sink that was ${fault.kind} is mended, the workers go on at once, even those that drain`, async t => {
		const {engine, clock, last, stopped} = createBench({
			settings: {
				minWorkers: 5, maxWorkers: 5, backoffBase: 60_000, backoffCap: 3_600_000, grace: 3_600_000,
			},
		});
		const delivered = (): number => last()?.ledger.delivered.records ?? 0;
		await engine.start();
		for (const isDraining of [false, true]) {
			engine.send({type: 'fault.set', fault});
			clock.advance(20_000);
			if (isDraining) {
				engine.send({type: 'drain', reason: 'key'});
				clock.advance(1000);
			}

			const before = delivered();
			clock.advance(1000);
			t.is(delivered(), before);
			engine.send({type: 'faults.clear'});
			clock.advance(400);
			t.true(delivered() >= before + (5 * 50), `${delivered() - before} delivered`);
		}

		const {left} = await stopped();
		t.is(left, 0);
	});
}

test('at the defaults six workers are enough for a thousand records a second, and all of them arrive', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.clock.advance(60_000);
	t.is(bench.last()?.workers.length, 6);
	t.true(Math.abs((bench.last()?.rates.processed ?? 0) - 1000) < 100);
	bench.engine.send({type: 'drain', reason: 'key'});
	const report = await bench.stopped();
	t.is(report.outcome, 'stopped');
	t.deepEqual([report.lost, report.left, report.accepted - report.delivered], [0, 0, 0]);
	t.true(bench.snapshots.every(({lost}) => lost === 0));
	t.is(bench.last()?.state, 'stopped');
});

test('a count is delivered to the last record', async t => {
	const bench = createBench({settings: {count: 1234, rate: 'max'}, createSink: clock => new NullSink(clock)});
	await bench.engine.start();
	const report = await bench.stopped();
	t.deepEqual([report.accepted, report.delivered], [1234, 1234]);
	t.true(bench.messages().includes('Enough records: draining'));
});

test('at full speed all workers do as much', async t => {
	for (const queueSize of [1500, 20_000]) {
		const bench = createBench({
			settings: {
				count: 4_000_000, rate: 'max', queueSize, minWorkers: 7, maxWorkers: 7,
			},
			createSink: clock => new NullSink(clock),
		});
		await bench.engine.start();
		await bench.stopped();
		const {workers = []} = bench.snapshots.findLast(({workers}) => workers.length === 7) ?? {};
		const delivered = workers.map(worker => worker.delivered);
		t.true(Math.max(...delivered) - Math.min(...delivered) <= 2 * recordsPerTimeSlice, `delivered ${delivered.join(' ')}`);
		t.true(Math.min(...delivered) > 100_000);
	}
});

test('snapshots come ten a second, until their listener unsubscribes', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.clock.advance(1000);
	t.is(bench.snapshots.length, 11);
	bench.unsubscribe();
	bench.clock.advance(1000);
	t.is(bench.snapshots.length, 11);
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});

test('a sink that hung goes on once that is undone, though the queue is full and nothing else moves', async t => {
	const source = createScriptedSource();
	const bench = createBench({
		settings: {rate: 'max', maxWorkers: 1, queueSize: 100}, source, createSink: clock => new NullSink(clock),
	});
	await bench.engine.start();
	bench.engine.send({type: 'fault.set', fault: {kind: 'hanging'}});
	source.feed(1000);
	bench.clock.advance(5000);
	t.is(bench.last()?.ledger.delivered.records, 0);
	t.is(bench.last()?.producer.pressure, 'blocked');
	bench.engine.send({type: 'faults.clear'});
	bench.clock.advance(5000);
	t.is(bench.last()?.ledger.delivered.records, 1000);
});

test('undoing all faults ends a spike as well, and each end of a spike is logged', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.engine.send({type: 'spike.start', factor: 3, length: 1000});
	bench.clock.advance(500);
	t.is(bench.last()?.producer.targetRate, 3000);
	bench.engine.send({type: 'faults.clear'});
	bench.clock.advance(100);
	t.like(bench.last()?.producer, {targetRate: 1000, spike: undefined});
	bench.engine.send({type: 'spike.start', factor: 3, length: 1000});
	bench.clock.advance(1100);
	t.deepEqual(bench.messages().filter(message => /spike|fault/v.test(message)), ['spike ×3 for 1 s', 'faults undone', 'spike over', 'spike ×3 for 1 s', 'spike over']);
});

test('a rate that is set as a setting paces a producer that had none, and the other way round', async t => {
	const bench = createBench({settings: {rate: 1000}});
	await bench.engine.start();
	bench.engine.send({type: 'setting.set', change: {name: 'rate', value: 'max'}});
	bench.clock.advance(1000);
	t.false(bench.last()?.producer.isPaced);
	t.is(bench.last()?.producer.pressure, 'blocked');
	bench.engine.send({type: 'setting.set', change: {name: 'rate', value: 10}});
	bench.clock.advance(20_000);
	t.is(bench.last()?.producer.targetRate, 10);
	t.true(Math.abs((bench.last()?.rates.produced ?? 0) - 10) <= 2);
	t.deepEqual(bench.messages().filter(message => message.startsWith('rate')), ['rate as fast as the queue takes', 'rate 10/s']);
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});

test('the bounds of the queue can change while it runs', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.engine.send({type: 'setting.set', change: {name: 'queueSize', value: 300}});
	bench.clock.advance(5000);
	t.is(bench.last()?.queue.capacity, 300);
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});

test('settings that don\'t go together are refused with an event, and nothing changes', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.engine.send({type: 'setting.set', change: {name: 'maxWorkers', value: 3}});
	bench.engine.send({type: 'setting.set', change: {name: 'minWorkers', value: 4}});
	bench.clock.advance(200);
	t.like(bench.last()?.settings, {minWorkers: 1, maxWorkers: 3});
	t.true(bench.messages().includes('maxWorkers = 3'));
	t.true(bench.messages().includes('minWorkers = 4 refused'));
	t.false(bench.messages().includes('minWorkers = 4'));
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});

test('batch size, workers, scaler and latency take effect while it runs', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.clock.advance(20_000);
	t.is(bench.last()?.workers.length, 6);
	bench.engine.send({type: 'setting.set', change: {name: 'maxWorkers', value: 3}});
	bench.clock.advance(10_000);
	t.is(bench.last()?.workers.length, 3);
	bench.engine.send({type: 'setting.set', change: {name: 'batchSize', value: 200}});
	bench.clock.advance(10_000);
	t.true((bench.last()?.rates.processed ?? 0) > 900, 'three workers with batches of 50 would do 500 a second');
	bench.engine.send({type: 'setting.set', change: {name: 'sinkLatency', value: 600}});
	bench.clock.advance(30_000);
	t.is(Math.round((bench.last()?.flushTime?.p50 ?? 0) / 10), 60);
	bench.engine.send({type: 'setting.set', change: {name: 'scaler', value: 'ideal'}});
	bench.clock.advance(5000);
	t.is(bench.last()?.scaler.policy, 'demand');
	bench.engine.send({type: 'abort'});
	const report = await bench.stopped();
	t.is(report.lost, 0);
});

test('an abort says exactly what was left, and cancelled batches are no dead letters', async t => {
	const bench = createBench({settings: {maxAttempts: 1}});
	await bench.engine.start();
	bench.clock.advance(2000);
	bench.engine.send({type: 'abort'});
	const report = await bench.stopped();
	t.is(report.outcome, 'aborted');
	t.true(report.left > 0);
	t.deepEqual([report.lost, report.deadLettered, report.accepted], [0, 0, report.delivered + report.left]);
	t.is(bench.deadLetters.kept.length, 0);
});

test('a record that can\'t enter is in the ledger: a dead letter, or dropped where that fails', async t => {
	const source = createScriptedSource();
	const bench = createBench({
		settings: {rate: 'max'}, source: {
			...source,
			async open(events) {
				events.onRefused({bytes: new Uint8Array([120, 10]), size: 50, reason: 'too large'});
				bench.deadLetters.failure = new Error('disk full');
				events.onRefused({bytes: new Uint8Array([121, 10]), size: 60, reason: 'too large'});
				events.onUnread?.({
					file: 'a.log', bytesRead: 1, recordsRead: 1, reason: 'i/o error',
				});
				events.onUnread?.({
					file: 'b.log', bytesRead: 1_234_567, recordsRead: 1234, reason: 'i/o error',
				});
				events.onUnread?.({
					file: 'c.log', bytesRead: 0, recordsRead: 0, reason: 'it is a folder',
				});
			},
		},
	});
	await bench.engine.start();
	bench.engine.send({type: 'drain', reason: 'signal'});
	const {ledger, lost, unread} = await bench.stopped();
	t.is(lost, 0);
	t.deepEqual(ledger.accepted, {records: 2, bytes: 110});
	t.deepEqual(ledger.deadLettered, {records: 1, bytes: 50});
	t.deepEqual(ledger.dropped.deadLetterFailed, {records: 1, bytes: 60});
	t.like(bench.deadLetters.kept, [{records: ['x\n'], reason: 'too large'}]);
	t.deepEqual(bench.messages().filter(message => message.includes('.log')), [
		'a.log was read for 1 record (1 byte), and not further',
		'b.log was read for 1,234 records (1,234,567 bytes), and not further',
		'c.log was not read',
	]);
	t.deepEqual([unread.count, unread.files.map(({file}) => file)], [3, ['a.log', 'b.log', 'c.log']]);
});

test('start rejects where a component can\'t be opened, and closes those that were opened before', async t => {
	const sink = createScriptedSink();
	const bench = createBench({
		createSink: () => sink, source: {
			...createScriptedSource(),
			async open() {
				throw new UsageError('no such file');
			},
		},
	});
	await t.throwsAsync(bench.engine.start(), {instanceOf: UsageError, message: 'no such file'});
	await t.throwsAsync(bench.engine.stopped, {message: 'no such file'});
	await until(() => !sink.isOpen);
	t.is(bench.last()?.state, 'stopped');
});

for (const command of [{type: 'drain', reason: 'signal'}, {type: 'abort'}] as const) {
	test(`an engine that gets ${command.type} while it opens has started and stopped`, async t => {
		const bench = createBench({
			source: {
				...createScriptedSource(),
				async open() {
					await createDeferred<void>().promise;
				},
			},
		});
		const started = bench.engine.start();
		bench.engine.send(command);
		const report = await bench.stopped();
		await started;
		t.is(report.accepted, 0);
	});
}

test('where dead letters may be needed, whether they can be kept is found out at the start', async t => {
	const bench = createBench({
		parts: {
			needsDeadLetters: true,
			deadLetters: {
				...createKeptLetters(),
				open() {
					throw new UsageError('can\'t write dead letters');
				},
			},
		},
	});
	await t.throwsAsync(bench.engine.start(), {instanceOf: UsageError});
});

test('a listener that throws at the end breaks the run, and does not hang it', async t => {
	const bench = createBench({settings: {count: 10}});
	bench.engine.subscribe(({state}) => {
		if (state === 'stopped') {
			throw new Error('broken listener');
		}
	});
	await bench.engine.start();
	await t.throwsAsync(bench.stopped(), {message: 'broken listener'});
});

for (const rate of [5000, 'max'] as const) {
	const fillUp = async (maxWorkers: number) => {
		const bench = createBench({
			settings: {
				rate, queueSize: 500, minWorkers: 1, maxWorkers,
			},
			createSink: clock => new NullSink(clock),
		});
		await bench.engine.start();
		bench.engine.send({type: 'worker.pause', id: 1});
		bench.clock.advance(900);
		return {bench, delivered: () => bench.last()?.ledger.delivered.records ?? 0};
	};

	test(`a worker that is resumed finds what waits in a full queue, at a rate of ${rate}`, async t => {
		const {bench, delivered} = await fillUp(1);
		t.is(bench.last()?.queue.depth, 500);
		const before = delivered();
		bench.engine.send({type: 'producer.pause'});
		bench.engine.send({type: 'worker.resume', id: 1});
		bench.clock.advance(1000);
		t.is(delivered(), before + 500);
	});

	test(`a worker that is added finds what waits in a full queue, at a rate of ${rate}`, async t => {
		const {bench, delivered} = await fillUp(2);
		t.is(bench.last()?.queue.depth, 500);
		const before = delivered();
		bench.engine.send({type: 'producer.pause'});
		bench.clock.advance(2000);
		t.is(delivered(), before + 500);
		t.true(bench.messages().some(message => message.includes('1 → 2 workers')));
	});
}

test('an unpaced producer goes on after a pause in which nothing moved', async t => {
	const source = createScriptedSource();
	const bench = createBench({settings: {rate: 'max'}, source});
	await bench.engine.start();
	bench.clock.advance(1000);
	bench.engine.send({type: 'producer.pause'});
	source.feed(100);
	bench.clock.advance(1000);
	t.is(bench.engine.ledger.accepted.records, 0);
	bench.engine.send({type: 'producer.resume'});
	bench.clock.advance(5000);
	t.is(bench.engine.ledger.delivered.records, 100);
});

test('a producer whose pacing is lifted while it waits takes what there is', async t => {
	const bench = createBench({settings: {rate: 0.001, count: 500}});
	await bench.engine.start();
	bench.clock.advance(1000);
	bench.engine.send({type: 'rate.set', rate: 'max'});
	const report = await bench.stopped();
	t.is(report.delivered, 500);
});

test('a terminal that goes away drains, however often that is noticed', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.clock.advance(3000);
	for (let notice = 0; notice < 3; notice++) {
		bench.engine.send({type: 'drain', reason: 'terminalClosed'});
	}

	const report = await bench.stopped();
	t.is(report.outcome, 'stopped');
	t.is(report.left, 0);
});

test('who asks to leave while it drains for another reason is warned first', async t => {
	const bench = createBench({settings: {count: 1000}});
	await bench.engine.start();
	while (bench.last()?.state !== 'draining') {
		bench.clock.step();
	}

	t.false(bench.last()?.isLeaving);
	bench.engine.send({type: 'drain', reason: 'key'});
	bench.clock.advance(200);
	t.is(bench.last()?.state, 'draining');
	t.true(bench.last()?.isLeaving);
	t.true(bench.messages().some(message => message.startsWith('already draining')));
	bench.engine.send({type: 'drain', reason: 'key'});
	const report = await bench.stopped();
	t.is(report.outcome, 'aborted');
});

test('a sink that fails to close says so', async t => {
	const failing: Sink = {
		...createScriptedSink(),
		async close() {
			throw Object.assign(new Error('close'), {code: 'EIO'});
		},
	};
	const source = createScriptedSource();
	const bench = createBench({source, createSink: () => failing});
	await bench.engine.start();
	source.end();
	await bench.stopped();
	const events = bench.snapshots.flatMap(({events}) => events);
	t.like(events.find(({level}) => level === 'error'), {source: 'sink', message: 'can\'t close scripted: i/o error (EIO)'});
});

/** A null sink whose parts a test replaces. */
function sinkWith(parts: (sink: Sink) => Partial<Sink>): (clock: VirtualClock) => Sink {
	return clock => {
		const sink = new NullSink(clock);
		const whole: Sink = {
			name: 'scripted',
			maxInFlight: 1,
			open: async () => sink.open(),
			write(batch, complete) {
				sink.write(batch, complete);
			},
			commit() {
				sink.commit();
			},
			close: async () => sink.close(),
		};
		return {...whole, ...parts(whole)};
	};
}

test('an abort does not wait for a sink whose close hangs', async t => {
	const hangs = createDeferred<void>();
	const bench = createBench({settings: {count: 100}, createSink: sinkWith(() => ({close: async () => hangs.promise}))});
	await bench.engine.start();
	bench.clock.advance(5000);
	bench.engine.send({type: 'abort'});
	const report = await bench.stopped();
	t.deepEqual([report.outcome, report.accepted, report.lost], ['aborted', 100, 0]);
});

test('components that fail to close are logged, and the report comes all the same', async t => {
	const bench = createBench({
		settings: {count: 100},
		createSink: sinkWith(() => ({
			async close() {
				throw new Error('half closed');
			},
		})),
		parts: {
			deadLetters: {
				...createKeptLetters(),
				close() {
					throw new Error('no space');
				},
			},
		},
	});
	await bench.engine.start();
	const report = await bench.stopped();
	t.deepEqual([report.outcome, report.delivered, report.lost], ['stopped', 100, 0]);
	t.deepEqual(bench.messages().filter(message => message.startsWith('can\'t close')), ['can\'t close scripted: half closed', 'can\'t close letters.ndjson: no space']);
});

test('a sink that has closed drains the pipeline, and what it can\'t take is dropped with that reason', async t => {
	const bench = createBench({
		settings: {rate: 1000},
		createSink: sinkWith(sink => ({
			write(batch, complete, signal) {
				sink.write(batch, (done, _failure, at) => {
					complete(done, {kind: 'closed', message: 'closed pipe', outcomeUnknown: false}, at);
				}, signal);
			},
		})),
	});
	await bench.engine.start();
	const report = await bench.stopped();
	t.is(report.delivered, 0);
	t.is(report.dropped, report.accepted);
	t.is(report.lost, 0);
	t.true(bench.messages().includes('The sink has closed: shutting down'));
});

test('a drain while the sink opens opens nothing else afterwards', async t => {
	const opening = createDeferred<void>();
	const opened: string[] = [];
	const queue = new MemoryQueue(10, 1000);
	const open = queue.open.bind(queue);
	queue.open = async events => {
		opened.push('queue');
		await open(events);
	};

	const bench = createBench({createSink: sinkWith(() => ({open: async () => opening.promise})), parts: {queue}});
	const started = bench.engine.start();
	bench.engine.send({type: 'drain', reason: 'key'});
	await bench.stopped();
	opening.resolve();
	await started;
	await opening.promise;
	t.deepEqual(opened, []);
});

test('a command for a worker that is gone is logged', async t => {
	const bench = createBench();
	await bench.engine.start();
	bench.engine.send({type: 'worker.kill', id: 99});
	bench.clock.advance(100);
	t.true(bench.messages().includes('worker 99 is gone already'));
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});

test('a fault of a sink that allows none is refused with an event', async t => {
	const bench = createBench({parts: {allowsFaults: false}});
	await bench.engine.start();
	bench.engine.send({type: 'fault.set', fault: {kind: 'hanging'}});
	bench.clock.advance(100);
	t.true(bench.messages().includes('no faults on a real sink (simulated)'));
	t.deepEqual(bench.last()?.sink.fault, {kind: 'none'});
	bench.engine.send({type: 'abort'});
	await bench.stopped();
});
