import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {sliceView} from '../../helpers/records.js';
import {
	offsetOf, sliceRecords, type Slice,
} from '../../../source/domain/chunk.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';
import {SyntheticSource, syntheticRecord} from '../../../source/sources/synthetic/synthetic-source.js';
import {testSourceContract} from '../source-contract.js';

testSourceContract(test, 'synthetic source', {
	isGenerated: true,
	create: async () => ({source: new SyntheticSource(new VirtualClock())}),
});

function read(source: SyntheticSource, max: number): Slice {
	const slice = source.read(max);
	if (slice === undefined) {
		throw new Error('a synthetic source always has records');
	}

	return slice;
}

/** What the records have to be, by the number of the first and the wall clock when they were made. */
function expectedText(first: number, records: number, ts: number): string {
	return Array.from({length: records}, (_, index) => syntheticRecord(first + index, ts)).join('');
}

function textOf(slice: Slice): string {
	return Buffer.from(sliceView(slice)).toString('latin1');
}

test('a record is the one that the design shows', t => {
	const source = new SyntheticSource(new VirtualClock(1_712_345_678_123));
	t.is(textOf(read(source, 1)), '{"msg":"hello from producer","level":"INFO","ts":1712345678123000,"seq":1}\n');
	t.deepEqual([source.name, source.isGenerated, source.isEnded], ['synthetic', true, false]);
});

test('every record is valid JSON with the next number and the time at which it was made, across powers of ten', t => {
	const clock = new VirtualClock();
	const source = new SyntheticSource(clock);
	let next = 1;
	while (next < 100_500) {
		clock.advance(next % 7);
		const {chunk, from, to} = read(source, 1 + (next % 1500));
		t.is(chunk.width * chunk.records, chunk.bytes.length);
		t.is(chunk.arrivedAt, clock.now());
		const wrong: string[] = [];
		for (let index = from; index < to; index++) {
			const text = Buffer.from(chunk.bytes.subarray(offsetOf(chunk, index), offsetOf(chunk, index + 1))).toString();
			const record: unknown = JSON.parse(text);
			const expected = {
				msg: 'hello from producer', level: 'INFO', ts: clock.wall(), seq: next,
			};
			if (text.length !== chunk.width || !text.endsWith('}\n') || JSON.stringify(record) !== JSON.stringify(expected)) {
				wrong.push(text);
			}

			next++;
		}

		t.deepEqual(wrong, []);
		t.deepEqual(chunk.origin, {source: 'synthetic', end: next - 1});
	}
});

test('any number of records can be read at a time, and none more than asked for', t => {
	fc.assert(fc.property(fc.array(fc.integer({min: 1, max: 3000}), {maxLength: 30}), sizes => {
		const clock = new VirtualClock();
		const source = new SyntheticSource(clock);
		let next = 1;
		for (const size of sizes) {
			const slice = read(source, size);
			const records = sliceRecords(slice);
			t.true(records >= 1 && records <= size && slice.chunk.bytes.length <= 65_536);
			t.is(slice.chunk.outstanding, records);
			t.is(textOf(slice), expectedText(next, records, clock.wall()));
			next += records;
		}
	}));
});

test('no record ever changes while it is out, though the memory of others is used again', t => {
	const step = fc.oneof(
		{weight: 3, arbitrary: fc.record({read: fc.constantFrom(1, 50, 200, 219, 300, 800, 5000), wait: fc.nat(3)})},
		{weight: 2, arbitrary: fc.record({recycle: fc.nat()})},
	);
	fc.assert(fc.property(fc.array(step, {maxLength: 80}), steps => {
		const clock = new VirtualClock();
		const source = new SyntheticSource(clock);
		const out: Array<{readonly slice: Slice; readonly text: string}> = [];
		let next = 1;
		for (const step of steps) {
			if ('read' in step) {
				clock.advance(step.wait);
				const slice = read(source, step.read);
				out.push({slice, text: expectedText(next, sliceRecords(slice), clock.wall())});
				next += sliceRecords(slice);
			} else {
				const [recycled] = out.splice(step.recycle % Math.max(1, out.length), 1);
				recycled?.slice.chunk.recycle?.();
			}
		}

		t.true(out.every(({slice, text}) => textOf(slice) === text));
	}));
});

test('memory that came back is used again, and small chunks hold none of it', t => {
	const source = new SyntheticSource(new VirtualClock());
	while (read(source, 10_000).chunk.origin.end < 1000) {
		// Past the chunks that end at a power of ten.
	}

	const first = read(source, 10_000);
	const second = read(source, 10_000);
	t.not(first.chunk.bytes.buffer, second.chunk.bytes.buffer);
	first.chunk.recycle?.();
	t.is(read(source, 10_000).chunk.bytes.buffer, first.chunk.bytes.buffer);
	const small = read(source, 10);
	t.is(small.chunk.bytes.buffer.byteLength, small.chunk.bytes.length);
	t.is(small.chunk.recycle, undefined);
});

test('numbers beyond 32 bits are right', t => {
	t.is(syntheticRecord(12_345_678_901, 1), '{"msg":"hello from producer","level":"INFO","ts":1,"seq":12345678901}\n');
});

test('a source that is stopped or closed gives nothing any more', async t => {
	const source = new SyntheticSource(new VirtualClock());
	await source.open();
	read(source, 10);
	source.stop();
	t.true(source.isEnded);
	t.is(source.read(10), undefined);
	const other = new SyntheticSource(new VirtualClock());
	await other.close();
	t.is(other.read(1), undefined);
});
