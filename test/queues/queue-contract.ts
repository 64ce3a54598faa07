import type {TestFn} from 'ava';
import fc from 'fast-check';
import {
	emptyBatch, markMaybeDelivered, maybeDeliveredRecords, recycleRecords,
} from '../../source/domain/batch.js';
import {firstOf, sliceRecords, type Slice} from '../../source/domain/chunk.js';
import type {Queue} from '../../source/engine/ports/queue.js';
import {createNumberedChunks, numbersOf} from '../helpers/numbered-chunks.js';
import {QueueModel, type Shape, type Step} from './queue-model.js';

/** Creates a queue that is bounded in records and in bytes. */
export type QueueMaker = (capacity: number, byteCapacity: number) => Queue;

const shapes: fc.Arbitrary<Shape> = fc.oneof(
	fc.record({records: fc.integer({min: 1, max: 30}), width: fc.constantFrom(6, 10, 60)}),
	fc.array(fc.oneof(fc.nat(20), fc.constantFrom(0, 300)), {minLength: 1, maxLength: 15}),
);

const bounds = {capacity: fc.integer({min: 1, max: 60}), byteCapacity: fc.integer({min: 1, max: 800})};

const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{weight: 8, arbitrary: fc.record({type: fc.constant('offer' as const), shape: shapes})},
	{weight: 10, arbitrary: fc.record({type: fc.constant('take' as const), max: fc.nat(20), into: fc.option(fc.nat(), {nil: undefined})})},
	{weight: 6, arbitrary: fc.record({type: fc.constant('ack' as const), which: fc.nat()})},
	{weight: 6, arbitrary: fc.record({type: fc.constant('release' as const), which: fc.nat()})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('resize' as const), ...bounds})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('offerAll' as const), shape: shapes})},
);

const runs = fc.record({
	...bounds,
	steps: fc.array(anyStep, {maxLength: 60}),
	stepsAfterStop: fc.array(anyStep, {maxLength: 15}),
});

/** What every queue must do. */
export function testQueueContract(test: TestFn, name: string, create: QueueMaker): void {
	test(`${name}: under any use nothing is lost, nothing is twice, and order and bounds are kept`, t => {
		fc.assert(fc.property(runs, ({capacity, byteCapacity, steps, stepsAfterStop}) => {
			const model = new QueueModel(t, create(capacity, byteCapacity));
			for (const step of [...steps, {type: 'stopOffers'} as const, ...stepsAfterStop]) {
				model.run(step);
			}

			model.finish();
		}), {numRuns: 400});
	});

	testBounds(test, name, create);
	testLeases(test, name, create);
	testEvents(test, name, create);
}

function testBounds(test: TestFn, name: string, create: QueueMaker): void {
	test(`${name}: a new queue is empty and open`, t => {
		const queue = create(10, 100);
		t.deepEqual([queue.depth, queue.depthBytes, queue.leased, queue.takesOffers], [0, 0, {records: 0, bytes: 0}, true]);
		t.deepEqual([queue.capacity, queue.byteCapacity], [10, 100]);
		t.is(queue.take(emptyBatch(), 10), 0);
		t.true(queue.name.length > 0);
	});

	test(`${name}: takes in records up to its capacity, and no more before some are taken`, t => {
		const {queue, slice} = setUp(create(10, 10_000), 25);
		t.is(queue.offer(slice), 10);
		t.is(queue.offer({...slice, from: 10}), 0);
		queue.take(emptyBatch(), 4);
		t.is(queue.offer({...slice, from: 10}), 4);
		t.is(queue.depth, 10);
	});

	test(`${name}: what is leased counts towards the bytes until it is acknowledged`, t => {
		const {queue, slice} = setUp(create(100, 80), 25);
		t.is(queue.offer(slice), 10);
		const batch = emptyBatch();
		queue.take(batch, 10);
		t.is(queue.offer({...slice, from: 10}), 0);
		queue.ack(batch);
		t.is(queue.offer({...slice, from: 10}), 10);
	});

	test(`${name}: a single record larger than all the bytes enters an empty queue, alone`, t => {
		const chunks = createNumberedChunks();
		const queue = create(100, 20);
		const slice = chunks.varying([500, 500]);
		t.is(queue.offer(slice), 1);
		t.is(queue.offer({...slice, from: 1}), 0);
		const batch = emptyBatch();
		queue.take(batch, 1);
		t.is(queue.offer({...slice, from: 1}), 0, 'the queue is not empty while the record is leased');
		queue.ack(batch);
		t.is(queue.offer({...slice, from: 1}), 1);
	});

	test(`${name}: a queue made smaller takes nothing in until it is below its new bounds`, t => {
		const {queue, slice} = setUp(create(100, 10_000), 30);
		queue.offer(firstOf(slice, 20));
		queue.resize(10, 10_000);
		t.is(queue.offer({...slice, from: 20}), 0);
		t.is(queue.depth, 20);
		queue.take(emptyBatch(), 15);
		t.is(queue.offer({...slice, from: 20}), 5);
	});
}

function testLeases(test: TestFn, name: string, create: QueueMaker): void {
	test(`${name}: released records come back ahead of all others, in order, and keep their suspicion`, t => {
		const {queue, slice} = setUp(create(100, 10_000), 10);
		queue.offer(slice);
		const batch = emptyBatch();
		queue.take(batch, 4);
		markMaybeDelivered(batch);
		queue.release(batch);
		const again = emptyBatch();
		queue.take(again, 6);
		t.deepEqual(numbersOf(again), [0, 1, 2, 3, 4, 5]);
		t.is(maybeDeliveredRecords(again), 4);
	});

	test(`${name}: a queue that takes no more offers still gives out and takes back`, t => {
		const {queue, slice} = setUp(create(100, 10_000), 10);
		queue.offer(firstOf(slice, 5));
		const batch = emptyBatch();
		queue.take(batch, 3);
		queue.stopOffers();
		t.false(queue.takesOffers);
		t.is(queue.offer({...slice, from: 5}), 0);
		queue.release(batch);
		t.is(queue.depth, 5);
		const rest = emptyBatch();
		t.is(queue.take(rest, 10), 5);
		t.deepEqual(numbersOf(rest), [0, 1, 2, 3, 4]);
		queue.ack(rest);
		t.deepEqual(queue.leased, {records: 0, bytes: 0});
	});

	test(`${name}: a slice without records leaves no trace`, t => {
		const chunks = createNumberedChunks();
		const queue = create(100, 10_000);
		const slice = chunks.fixed(3);
		queue.offer(slice);
		queue.offer({...slice, from: 3});
		queue.offerAll({...slice, from: 3});
		const batch = emptyBatch();
		queue.take(batch, 10);
		queue.ack(batch);
		recycleRecords(batch.slices);
		t.deepEqual(chunks.recycled, [1]);
		t.is(sliceRecords(slice), batch.records);
	});
}

function testEvents(test: TestFn, name: string, create: QueueMaker): void {
	test(`${name}: says when there are records and when there is room, once that is so`, async t => {
		const {queue, slice} = setUp(create(100, 10_000), 10);
		const told: string[] = [];
		const note = (event: string) => () => {
			told.push(`${event}: ${queue.depth} waiting, ${queue.leased.records} leased`);
		};

		await queue.open({onRecords: note('records'), onRoom: note('room')});
		queue.offer(slice);
		const batch = emptyBatch();
		queue.take(batch, 4);
		queue.release(batch);
		const all = emptyBatch();
		queue.take(all, 10);
		queue.ack(all);
		queue.resize(200, 10_000);
		queue.stopOffers();
		await queue.close();
		t.deepEqual(told, [
			'records: 10 waiting, 0 leased',
			'room: 6 waiting, 4 leased',
			'records: 10 waiting, 0 leased',
			'room: 0 waiting, 10 leased',
			'room: 0 waiting, 0 leased',
			'room: 0 waiting, 0 leased',
		]);
	});

	test(`${name}: says nothing where nothing has changed`, async t => {
		const {queue, slice} = setUp(create(5, 10_000), 10);
		queue.offer(slice);
		let told = 0;
		const note = () => {
			told++;
		};

		await queue.open({onRecords: note, onRoom: note});
		t.is(queue.offer({...slice, from: 5}), 0);
		t.is(queue.take(emptyBatch(), 0), 0);
		t.is(told, 0);
	});
}

function setUp(queue: Queue, records: number): {readonly queue: Queue; readonly slice: Slice} {
	return {queue, slice: createNumberedChunks().fixed(records, 8)};
}
