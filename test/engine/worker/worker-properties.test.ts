import test from 'ava';
import fc from 'fast-check';
import type {Worker} from '../../../source/engine/worker/worker.js';
import type {SinkFailure} from '../../../source/domain/sink-failure.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';
import {numbersOf} from '../../helpers/numbered-chunks.js';

const outcomes: ReadonlyArray<SinkFailure | undefined> = [
	undefined,
	undefined,
	{kind: 'retry', message: 'timed out', outcomeUnknown: true},
	{kind: 'retry', message: 'unreachable', outcomeUnknown: false},
	{kind: 'denied', message: '403', outcomeUnknown: false},
	{kind: 'refused', message: '400', outcomeUnknown: false},
	{kind: 'closed', message: 'closed', outcomeUnknown: true},
];

const worker = fc.nat(2);

const steps = fc.array(fc.oneof(
	{weight: 4, arbitrary: fc.record({type: fc.constant('fill' as const), records: fc.integer({min: 1, max: 25})})},
	{weight: 3, arbitrary: fc.record({type: fc.constant('take' as const), worker})},
	{weight: 4, arbitrary: fc.record({type: fc.constant('flush' as const), worker})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('drain' as const), worker})},
	{weight: 8, arbitrary: fc.record({type: fc.constant('complete' as const), which: fc.nat(), outcome: fc.constantFrom(...outcomes)})},
	{weight: 3, arbitrary: fc.record({type: fc.constant('giveUp' as const), worker})},
	{weight: 2, arbitrary: fc.record({type: fc.constant('release' as const), worker})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('kill' as const), worker})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('share' as const), share: fc.integer({min: 1, max: 5})})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('lettersFail' as const), isFailing: fc.boolean()})},
), {maxLength: 80});

type Step = typeof steps extends fc.Arbitrary<Array<infer Each>> ? Each : never;

type Options = {
	readonly count: number;
	readonly maxInFlight: number;
	readonly obeys: boolean;
	readonly maxAttempts: number | 'unlimited';
	readonly batchSize: number;
};

/** Workers at one queue, and what became of each record by the sink's own account. */
function createRun({
	count, maxInFlight, obeys, maxAttempts, batchSize,
}: Options) {
	const bench = createWorkerBench({settings: {batchSize, maxAttempts}, maxInFlight, obeys});
	const workers: Worker[] = Array.from({length: count}, (_, index) => bench.createWorker(index + 1));
	const delivered: number[] = [];
	const uncertain = new Set<number>();
	const lastFailure = new Map<number, SinkFailure['kind']>();
	let written = 0;
	let resent = 0;
	let nextId = 4;

	const workerAt = (index: number): Worker => workers[index] ?? bench.createWorker(nextId++);

	/** Notes what was handed over since the last time. */
	const note = (): void => {
		for (const batch of bench.sink.written.slice(written)) {
			resent += numbersOf(batch).filter(number => uncertain.has(number)).length;
		}

		written = bench.sink.written.length;
	};

	const complete = (which: number, outcome: SinkFailure | undefined): void => {
		const index = which % Math.max(1, bench.sink.waiting.length);
		const handed = bench.sink.waiting[index];
		const numbers = handed === undefined ? [] : numbersOf(handed.batch);
		for (const number of numbers) {
			if (outcome === undefined) {
				delivered.push(number);
			} else {
				lastFailure.set(number, outcome.kind);
			}

			if (outcome?.outcomeUnknown) {
				uncertain.add(number);
			}
		}

		bench.sink.complete(index, outcome);
	};

	const kill = (index: number): void => {
		const killed = workerAt(index);
		killed.cancel();
		killed.release();
		killed.leave();
		workers[index] = bench.createWorker(nextId++);
	};

	const run = (step: Step): void => {
		switch (step.type) {
			case 'fill': {
				bench.fill(step.records);
				break;
			}

			case 'complete': {
				complete(step.which, step.outcome);
				break;
			}

			case 'kill': {
				kill(step.worker);
				break;
			}

			case 'share': {
				bench.share = step.share;
				break;
			}

			case 'lettersFail': {
				bench.deadLetters.failure = step.isFailing ? new Error('disk full') : undefined;
				break;
			}

			default: {
				workerAt(step.worker)[step.type]();
			}
		}

		note();
	};

	/** Empties everything, with a sink and dead letters that now go well. */
	const finish = (): void => {
		bench.queue.stopOffers();
		bench.deadLetters.failure = undefined;
		for (const worker of workers) {
			worker.giveUp();
		}

		while (bench.held().records + bench.queue.depth > 0) {
			while (bench.sink.waiting.length > 0) {
				complete(0, undefined);
			}

			for (const worker of workers) {
				worker.drain();
			}

			note();
		}
	};

	return {
		bench, delivered, lastFailure, run, finish, get resent() {
			return resent;
		},
	};
}

const options = fc.record({
	count: fc.constant(3),
	maxInFlight: fc.constantFrom(1, 2, 64),
	obeys: fc.boolean(),
	maxAttempts: fc.constantFrom(1, 3, 'unlimited' as const),
	batchSize: fc.constantFrom(1, 5, 7),
});

test('whatever workers and their sink do, the ledger balances after every step and nothing is lost or twice', t => {
	fc.assert(fc.property(options, steps, (options, steps) => {
		const run = createRun(options);
		const {bench, delivered} = run;
		const check = (): void => {
			t.deepEqual(bench.lost(), {records: 0, bytes: 0});
			t.deepEqual(bench.held(), bench.queue.leased);
			t.is(bench.totals.resent, run.resent);
			t.is(bench.totals.delivered.records, delivered.length);
		};

		for (const step of steps) {
			run.run(step);
			check();
		}

		run.finish();
		check();
		const letters = bench.deadLetters.kept.flatMap(({records}) => records.map(Number));
		const out = [...delivered, ...letters];
		t.is(new Set(out).size, out.length, 'twice');
		t.is(out.length + bench.totals.dropped.sinkClosed.records, bench.totals.accepted.records);
		t.true(bench.sink.written.every(batch => batch.records > 0 && batch.records <= options.batchSize));
		t.true(letters.every(number => run.lastFailure.get(number) === 'refused' || (run.lastFailure.get(number) === 'retry' && options.maxAttempts !== 'unlimited')));
		t.true(bench.chunks.recycled.every(count => count === 1));
		t.deepEqual(bench.queue.leased, {records: 0, bytes: 0});
	}), {numRuns: 400});
});

test('one worker whose sink answers in order, well or not, delivers in order', t => {
	const orderly = fc.array(fc.oneof(
		fc.record({type: fc.constant('fill' as const), records: fc.integer({min: 1, max: 25})}),
		fc.record({type: fc.constantFrom('take' as const, 'release' as const), worker: fc.constant(0)}),
		fc.constant({type: 'flush' as const}),
		fc.constant({type: 'kill' as const, worker: 0}),
	), {maxLength: 60});
	fc.assert(fc.property(orderly, fc.boolean(), fc.constantFrom(1, 64), (steps, obeys, maxInFlight) => {
		const run = createRun({
			count: 1, maxInFlight, obeys, maxAttempts: 'unlimited', batchSize: 5,
		});
		let isFailing = false;
		for (const step of steps) {
			if (step.type === 'flush') {
				run.run({type: 'flush', worker: 0});
				isFailing = !isFailing;
			} else {
				run.run(step);
			}

			while (run.bench.sink.waiting.length > 0) {
				run.run({type: 'complete', which: 0, outcome: isFailing ? outcomes[2] : undefined});
			}
		}

		run.finish();
		t.deepEqual(run.delivered, Array.from({length: run.bench.totals.accepted.records}, (_, index) => index));
	}), {numRuns: 300});
});
