import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {sliceView} from '../helpers/records.js';
import {
	firstOf, offsetOf, recordsWithin, sliceBytes, sliceRecords, type Slice,
} from '../../source/domain/chunk.js';
import {createNumberedChunks, sizesOf} from '../helpers/numbered-chunks.js';

/** Part of a chunk, of records of one width or of many. */
const slices: fc.Arbitrary<Slice> = fc.tuple(
	fc.oneof(
		fc.record({records: fc.integer({min: 1, max: 20}), width: fc.integer({min: 4, max: 30})}),
		fc.array(fc.integer({min: 0, max: 30}), {minLength: 1, maxLength: 20}),
	),
	fc.nat(),
	fc.nat(),
).map(([shape, one, other]) => {
	const slice = Array.isArray(shape) ? createNumberedChunks().varying(shape) : createNumberedChunks().fixed(shape.records, shape.width);
	const [from, to] = [one % (slice.to + 1), other % (slice.to + 1)];
	return {...slice, from: Math.min(from, to), to: Math.max(from, to)};
});

test('a record of one width starts at a multiple of it', t => {
	const {chunk} = createNumberedChunks().fixed(3, 8);
	t.deepEqual([0, 1, 2, 3].map(index => offsetOf(chunk, index)), [0, 8, 16, 24]);
});

test('a record of another width starts where the one before it ends', t => {
	const {chunk} = createNumberedChunks().varying([0, 3, 1]);
	t.deepEqual([0, 1, 2, 3].map(index => offsetOf(chunk, index)), [0, 2, 7, 10]);
});

test('past its records a chunk ends where its bytes do', t => {
	const {chunk} = createNumberedChunks().varying([0, 3]);
	t.is(offsetOf(chunk, 4), chunk.bytes.length);
});

test('the view of a slice is its records, and shares their memory', t => {
	const slice = {...createNumberedChunks().varying([0, 3, 1]), from: 1};
	t.is(Buffer.from(sliceView(slice)).toString(), '1xxx\n2x\n');
	t.is(sliceView(slice).buffer, slice.chunk.bytes.buffer);
});

test('the bytes of a slice are the sum over its records', t => {
	fc.assert(fc.property(slices, slice => {
		const sizes = sizesOf(slice);
		t.is(sliceRecords(slice), sizes.length);
		let sum = 0;
		for (const size of sizes) {
			sum += size;
		}

		t.is(sliceBytes(slice), sum);
		t.is(sliceView(slice).length, sum);
	}));
});

test('as many records are within a number of bytes as fit one after the other', t => {
	fc.assert(fc.property(slices, fc.integer({min: -5, max: 700}), (slice, bytes) => {
		let left = bytes;
		let expected = 0;
		for (const size of sizesOf(slice)) {
			left -= size;
			if (left < 0) {
				break;
			}

			expected++;
		}

		t.is(recordsWithin(slice, bytes), expected);
	}), {numRuns: 500});
});

test('the first records of a slice are no more than it has, nor than were asked for', t => {
	fc.assert(fc.property(slices, fc.integer({min: -3, max: 25}), (slice, records) => {
		const first = firstOf(slice, records);
		t.is(first.from, slice.from);
		t.is(sliceRecords(first), Math.max(0, Math.min(records, sliceRecords(slice))));
	}));
	const slice = createNumberedChunks().fixed(3);
	t.is(firstOf(slice, 3), slice, 'a whole slice is not copied');
});
