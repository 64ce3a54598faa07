import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {sliceView} from '../../helpers/records.js';
import {
	chunkOf, offsetOf, wholeOf,
} from '../../../source/domain/chunk.js';
import {recordEnds} from '../../../source/sources/reading/record-ends.js';

test('finds where each record ends, however many there are', t => {
	const bytes = Buffer.from('a\n\nlonger\n'.repeat(5000));
	const ends = recordEnds(bytes);
	t.is(ends.length, 15_000);
	t.deepEqual([...ends.subarray(0, 4)], [2, 3, 10, 12]);
	t.is(ends.at(-1), bytes.length);
});

test('nothing is looked for before the start it is given', t => {
	t.deepEqual([...recordEnds(Buffer.from('a\nb\n'), 2)], [4]);
});

test('an earlier result stays as it was', t => {
	const first = recordEnds(Buffer.from('a\nb\n'));
	recordEnds(Buffer.from('longer\n'));
	t.deepEqual([...first], [2, 4]);
});

test('the records of a chunk are the input, cut after each newline', t => {
	fc.assert(fc.property(fc.array(fc.string({unit: fc.constantFrom('a', '\r', '\0', 'ü'), maxLength: 5})), records => {
		const bytes = Buffer.from(records.map(record => `${record}\n`).join(''));
		for (const given of [bytes, Uint8Array.from(bytes)]) {
			const chunk = chunkOf(given, recordEnds(given), 3, {source: 'x', end: given.length});
			const back = records.map((_, index) => Buffer.from(chunk.bytes.subarray(offsetOf(chunk, index), offsetOf(chunk, index + 1))).toString());
			t.deepEqual(back, records.map(record => `${record}\n`));
			t.is(chunk.outstanding, records.length);
			t.is(Buffer.compare(sliceView(wholeOf(chunk)), bytes), 0);
		}
	}));
});
