import {Buffer} from 'node:buffer';
import type {ExecutionContext, TestFn} from 'ava';
import {sliceView, oddRecords} from '../helpers/records.js';
import {offsetOf, type Slice} from '../../source/domain/chunk.js';
import type {UnreadFile} from '../../source/contract/unread.js';
import type {RefusedRecord, Source} from '../../source/engine/ports/source.js';
import {until} from '../helpers/until.js';

export type SourceHarness = {
	readonly source: Source;

	/** Called each turn while records are waited for: turns a clock that does not run by itself. */
	readonly onTick?: () => void;
};

/** A source that makes its records itself, or one that reads the input it is given, to its end. */
export type SourceMaker = GeneratedMaker | InputMaker;

type Maker = {
	/** Whether it hears its senders to their end when it is stopped, and ends only then. */
	readonly hearsSenders?: boolean;
};

type GeneratedMaker = Maker & {
	readonly isGenerated: true;
	create(t: ExecutionContext): Promise<SourceHarness>;
};

type InputMaker = Maker & {
	readonly isGenerated: false;
	create(t: ExecutionContext, input: Uint8Array): Promise<SourceHarness>;
};

/** What a reader of a source has got and been told. */
export type Reading = {
	readonly slices: readonly Slice[];
	readonly refused: readonly RefusedRecord[];
	readonly unread: readonly UnreadFile[];
	readonly calls: number;

	/** Reads at most so many records, once. */
	read(max: number): Slice | undefined;

	/** Reads what is there now. */
	readHeld(): void;

	/** Reads, turn after turn, until the source has ended or so many records are there. */
	readUntil(records: number, max?: number): Promise<void>;
	bytes(): Uint8Array;
};

/** Opens a source and stands where the pipeline stands. */
export async function openReading({source, onTick}: SourceHarness): Promise<Reading> {
	const slices: Slice[] = [];
	const refused: RefusedRecord[] = [];
	const unread: UnreadFile[] = [];
	let calls = 0;
	let records = 0;
	await source.open({
		onReady() {
			calls++;
		},
		onRefused(record) {
			refused.push(record);
		},
		onUnread(file) {
			unread.push(file);
		},
	});
	const read = (max: number): Slice | undefined => {
		const slice = source.read(max);
		if (slice !== undefined) {
			slices.push(slice);
			records += slice.to - slice.from;
		}

		return slice;
	};

	return {
		slices,
		refused,
		unread,
		get calls() {
			return calls;
		},
		read,
		readHeld() {
			let slice = read(100);
			while (slice !== undefined) {
				slice = read(100);
			}
		},
		async readUntil(wanted, max = 100) {
			await until(() => {
				onTick?.();
				let slice = records < wanted ? read(max) : undefined;
				while (slice !== undefined) {
					slice = records < wanted ? read(max) : undefined;
				}

				return records >= wanted || source.isEnded;
			});
		},
		bytes: () => Buffer.concat(slices.map(slice => sliceView(slice))),
	};
}

/** What every source must do. */
export function testSourceContract(test: TestFn, name: string, maker: SourceMaker): void {
	const input = Buffer.from(Array.from({length: 5000}, (_, index) => `record ${index}\n`).join(''));
	const create = async (t: ExecutionContext): Promise<SourceHarness> => maker.isGenerated ? maker.create(t) : maker.create(t, input);

	test(`${name}: read never gives more than it was asked for, and only whole records`, async t => {
		const harness = await create(t);
		const reading = await openReading(harness);
		t.is(harness.source.isGenerated, maker.isGenerated);
		t.is(reading.read(0), undefined);
		const first = await nextSlice(harness, reading, 1);
		t.is(first && first.to - first.from, 1);
		const second = await nextSlice(harness, reading, 7);
		t.true(second !== undefined && second.to - second.from <= 7);
		await harness.source.close();
		t.true(reading.slices.every(slice => isWhole(slice)));
	});

	test(`${name}: a stopped source ends after what it had taken already`, async t => {
		const harness = await create(t);
		const reading = await openReading(harness);
		await reading.readUntil(10, 10);
		harness.source.stop(60_000);
		if (maker.hearsSenders) {
			await reading.readUntil(Number.POSITIVE_INFINITY);
		} else {
			reading.readHeld();
		}

		t.true(harness.source.isEnded, 'at once, in the same turn, unless it has senders');
		t.is(reading.read(1), undefined);
		t.true(reading.slices.every(slice => isWhole(slice)));
		t.deepEqual(reading.unread, []);
		if (!maker.isGenerated) {
			t.true(input.indexOf(Buffer.from(reading.bytes())) === 0);
		}

		await harness.source.close();
	});

	test(`${name}: a source closes without having been read`, async t => {
		const harness = await create(t);
		await openReading(harness);
		await t.notThrowsAsync(harness.source.close());
	});

	if (!maker.isGenerated) {
		testInput(test, name, maker.create, input);
	}
}

function testInput(test: TestFn, name: string, create: (t: ExecutionContext, input: Uint8Array) => Promise<SourceHarness>, input: Uint8Array): void {
	const odd = Buffer.concat(oddRecords.flatMap(record => [record, Buffer.from('\n')]));
	for (const [title, given, expected] of [
		['many records', input, input],
		['odd records', odd, odd],
		['nothing', Buffer.of(), Buffer.of()],
		['empty records alone', Buffer.from('\n\n\n'), Buffer.from('\n\n\n')],
		['a record without its newline', Buffer.from('a\nb'), Buffer.from('a\nb\n')],
	] as const) {
		test(`${name}: ${title}: what goes in comes out`, async t => {
			const harness = await create(t, given);
			const reading = await openReading(harness);
			await reading.readUntil(Number.POSITIVE_INFINITY);
			t.is(Buffer.compare(expected, reading.bytes()), 0);
			t.true(harness.source.isEnded);
			t.is(reading.read(1), undefined);
			t.true(reading.calls > 0);
			t.true(reading.slices.every(slice => isWhole(slice)));
			t.is(reading.slices.at(-1)?.chunk.origin.end ?? 0, given.length);
			t.deepEqual([reading.refused, reading.unread], [[], []]);
			await harness.source.close();
		});
	}
}

async function nextSlice({onTick}: SourceHarness, reading: Reading, max: number): Promise<Slice | undefined> {
	const slices: Slice[] = [];
	await until(() => {
		onTick?.();
		slices.push(...[reading.read(max)].filter(slice => slice !== undefined));
		return slices.length > 0;
	});
	return slices[0];
}

/** Whether a slice lies in its chunk and each of its records ends with its only newline. */
function isWhole({chunk, from, to}: Slice): boolean {
	const isInside = from >= 0 && from < to && to <= chunk.records && offsetOf(chunk, chunk.records) === chunk.bytes.length;
	return isInside && Array.from({length: to - from}, (_, index) => from + index).every(index =>
		chunk.bytes.indexOf(10, offsetOf(chunk, index)) === offsetOf(chunk, index + 1) - 1);
}
