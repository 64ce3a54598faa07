import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	addSlice, emptyBatch, halvesOf, recordsOf, takeWithin, markMaybeDelivered, maybeDeliveredRecords,
} from '../../source/domain/batch.js';
import {createNumberedChunks} from '../helpers/numbered-chunks.js';

test('an empty batch holds nothing and shares nothing with another', t => {
	const batch = emptyBatch();
	t.deepEqual({...batch}, {
		slices: [], records: 0, bytes: 0, attempts: 0, countedFailures: 0, sentAt: 0,
	});
	t.not(emptyBatch().slices, batch.slices);
});

test('a batch counts the records and bytes of what is added', t => {
	const chunks = createNumberedChunks();
	const batch = emptyBatch();
	addSlice(batch, {...chunks.fixed(5, 8), from: 1, to: 4});
	addSlice(batch, chunks.varying([0, 4]));
	t.is(batch.records, 5);
	t.is(batch.bytes, 24 + 2 + 6);
});

test('the records of a batch come one by one, in order, across its slices', t => {
	const chunks = createNumberedChunks();
	const batch = emptyBatch();
	addSlice(batch, {...chunks.fixed(4, 4), from: 1, to: 3});
	addSlice(batch, {...chunks.varying([1, 2]), from: 1});
	t.deepEqual(Array.from(recordsOf(batch), record => Buffer.from(record).toString()), ['001\n', '002\n', '5xx\n']);
});

test('only records that a receiver may have are marked', t => {
	const chunks = createNumberedChunks();
	const batch = emptyBatch();
	const slice = chunks.fixed(2);
	addSlice(batch, slice);
	t.is(maybeDeliveredRecords(batch), 0);
	markMaybeDelivered(batch);
	addSlice(batch, chunks.fixed(3));
	t.is(maybeDeliveredRecords(batch), 2);
	t.false(slice.maybeDelivered, 'the slice that was added is left alone: others may hold it');
	t.is(batch.records, 5);
});

test('halves have every record once, in order, and what the batch went through', t => {
	for (const sizes of [[2], [3], [1, 1], [1, 4, 2], [5, 1], [1, 1, 1, 1, 1]]) {
		const chunks = createNumberedChunks();
		const batch = {...emptyBatch(), attempts: 3, countedFailures: 2};
		for (const size of sizes) {
			addSlice(batch, chunks.fixed(size, 8));
		}

		const halves = halvesOf(batch);
		t.deepEqual(halves.map(({records}) => records), [Math.ceil(batch.records / 2), Math.floor(batch.records / 2)]);
		t.deepEqual(halves.map(({attempts, countedFailures}) => [attempts, countedFailures]), [[3, 2], [3, 2]]);
		t.is(halves[0].bytes + halves[1].bytes, batch.bytes);
		t.deepEqual(halves.flatMap(half => [...recordsOf(half)]), [...recordsOf(batch)]);
	}
});

test('halves of a batch that a receiver may have are marked as it was', t => {
	const chunks = createNumberedChunks();
	const batch = emptyBatch();
	addSlice(batch, chunks.fixed(3));
	markMaybeDelivered(batch);
	addSlice(batch, chunks.fixed(3));
	t.deepEqual(halvesOf(batch).map(half => maybeDeliveredRecords(half)), [3, 0]);
});

test('what is taken within so many bytes are the first records, and at least one', t => {
	for (const [bytes, records] of [[0, 1], [7, 1], [8, 1], [15, 1], [16, 2], [39, 4], [40, 5], [1000, 7]] as const) {
		const chunks = createNumberedChunks();
		const batch = emptyBatch();
		addSlice(batch, chunks.fixed(4, 8));
		addSlice(batch, chunks.fixed(3, 8));
		const before = [...recordsOf(batch)];
		const taken = takeWithin(batch, bytes);
		t.deepEqual([taken.records, taken.bytes, batch.records, batch.bytes], [records, 8 * records, 7 - records, 8 * (7 - records)], `${bytes} bytes`);
		t.deepEqual([...recordsOf(taken), ...recordsOf(batch)], before);
	}
});
