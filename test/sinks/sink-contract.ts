import {Buffer} from 'node:buffer';
import type {ExecutionContext, TestFn} from 'ava';
import type {Batch} from '../../source/domain/batch.js';
import type {Sink} from '../../source/engine/ports/sink.js';
import {createAnswers, type Answers} from '../helpers/write-batches.js';
import {
	batchesOf, batchOf, bytesOf, makeBatch, makeChunk, oddRecords, sortedRecords,
} from '../helpers/records.js';
import {until} from '../helpers/until.js';

/** A sink with a receiver that works. */
export type SinkHarness = {
	readonly sink: Sink;

	/** All that the receiver has got, once it has got all; left out where it keeps nothing. */
	readonly received?: () => Promise<Uint8Array>;

	/** Called each turn while answers are waited for: turns a clock that does not run by itself. */
	readonly onTick?: () => void;
};

/** What every sink must do: `createHarness` gives a sink that is not opened yet, and cleans up with the test. */
export function testSinkContract(test: TestFn, name: string, createHarness: (t: ExecutionContext) => Promise<SinkHarness>): void {
	const testOpened = (title: string, run: (t: ExecutionContext, opened: Opened) => Promise<void>): void => {
		test(`${name}: ${title}`, async t => {
			const harness = await createHarness(t);
			await harness.sink.open();
			await run(t, {...harness, answers: createAnswers(harness.sink, harness.onTick)});
		});
	};

	testOpened('every batch is answered once, and what is confirmed is what the receiver got', async (t, opened) => {
		const {sink, answers} = opened;
		const chunk = makeChunk(Array.from({length: 2000}, (_, index) => `record ${index}`));
		const batches = batchesOf(chunk, 7);
		for (const batch of batches) {
			answers.write(batch);
		}

		await answers.completed();
		await sink.close();
		await checkReceived(t, opened, batches);
	});

	testOpened('odd records pass byte for byte', async (t, opened) => {
		const batches = [makeBatch(oddRecords), ...batchesOf(makeChunk(oddRecords), 3)];
		for (const batch of batches) {
			opened.answers.write(batch);
		}

		await opened.answers.completed();
		await opened.sink.close();
		await checkReceived(t, opened, batches);
	});

	testOpened('a batch keeps its order, whatever chunks its records are from', async (t, opened) => {
		const first = makeChunk(['a0', 'a1', 'a2', 'a3']);
		const second = makeChunk(['b0', 'b1']);
		const batch = batchOf([
			{
				chunk: first, from: 1, to: 2, maybeDelivered: false,
			},
			{
				chunk: first, from: 2, to: 4, maybeDelivered: false,
			},
			{
				chunk: second, from: 1, to: 2, maybeDelivered: false,
			},
			{
				chunk: first, from: 0, to: 1, maybeDelivered: true,
			},
		]);
		opened.answers.write(batch);
		await opened.answers.completed();
		await opened.sink.close();
		t.is(opened.answers.of(batch), undefined);
		if (opened.received) {
			t.is(Buffer.from(await opened.received()).toString(), 'a1\na2\na3\nb1\na0\n');
		}
	});

	testOpened('batches handed over while others are answered are answered too', async (t, opened) => {
		const {sink, onTick} = opened;
		const batches = batchesOf(makeChunk(Array.from({length: 50}, (_, index) => `${index}`)), 5);
		const never = new AbortController().signal;
		const answered: Batch[] = [];
		const writeNext = (): void => {
			const next = batches[answered.length];
			if (next !== undefined) {
				sink.write(next, batch => {
					answered.push(batch);
					writeNext();
				}, never);
			}
		};

		writeNext();
		await until(() => {
			onTick?.();
			sink.commit?.();
			return answered.length === batches.length;
		});
		await sink.close();
		t.deepEqual(answered, batches);
		if (opened.received) {
			t.deepEqual(sortedRecords(await opened.received()), sortedRecords(Buffer.concat(batches.map(batch => bytesOf(batch)))));
		}
	});

	for (const [when, abort] of cancellations) {
		testOpened(`a batch cancelled ${when} is answered, and not sent where the answer says so`, async (t, opened) => {
			const {sink, answers} = opened;
			const controller = new AbortController();
			const other = makeBatch(['another worker has this']);
			const batch = makeBatch(['cancelled']);
			await abort(opened, controller, batch);
			answers.write(other);
			await answers.completed();
			await sink.close();
			t.is(answers.of(other), undefined);
			t.is(answers.fromWithinWrite, 0);
			t.deepEqual(answers.repeated, []);
			const failure = answers.of(batch);
			if (failure !== undefined) {
				t.is(failure.kind, 'retry');
			}

			if (opened.received) {
				const text = Buffer.from(await opened.received()).toString();
				const mayBeThere = failure?.outcomeUnknown ?? true;
				t.true(mayBeThere || text === 'another worker has this\n');
				t.true(failure !== undefined || text.includes('cancelled\n'));
				t.true(text.includes('another worker has this\n'));
			}
		});
	}

	testOpened('a sink closes without having been used', async (t, {sink}) => {
		await t.notThrowsAsync(sink.close());
	});

	testOpened('it says how many batches a worker may hand over, and what it is', async (t, {sink}) => {
		t.true(Number.isInteger(sink.maxInFlight) && sink.maxInFlight > 0);
		t.not(sink.name, '');
		await sink.close();
	});
}

type Opened = SinkHarness & {readonly answers: Answers};

type Cancellation = (opened: Opened, controller: AbortController, batch: Batch) => Promise<void>;

const cancellations: ReadonlyArray<readonly [string, Cancellation]> = [
	['before it is handed over', async ({answers}, controller, batch) => {
		controller.abort();
		answers.write(batch, controller.signal);
	}],
	['before the tick ends', async ({answers}, controller, batch) => {
		answers.write(batch, controller.signal);
		controller.abort();
	}],
	['when the tick has ended', async ({answers, sink}, controller, batch) => {
		answers.write(batch, controller.signal);
		sink.commit?.();
		controller.abort();
	}],
	['when it has been answered', async ({answers}, controller, batch) => {
		answers.write(batch, controller.signal);
		await answers.completed();
		controller.abort();
	}],
];

async function checkReceived(t: ExecutionContext, {answers, received}: Opened, batches: readonly Batch[]): Promise<void> {
	t.is(answers.fromWithinWrite, 0);
	t.deepEqual(answers.repeated, []);
	t.is(answers.failures.size, batches.length);
	t.deepEqual(batches.filter(batch => answers.of(batch) !== undefined), []);
	if (received) {
		const all = Buffer.from(await received());
		t.deepEqual(sortedRecords(all), sortedRecords(Buffer.concat(batches.map(batch => bytesOf(batch)))));
		t.true(batches.every(batch => all.includes(Buffer.from(bytesOf(batch)))));
	}
}
