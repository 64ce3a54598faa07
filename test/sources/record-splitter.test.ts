import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {sliceView, wholeOf, type Chunk} from '../../source/domain/chunk.js';
import type {RefusedRecord} from '../../source/engine/ports/source.js';
import {createRecordSplitter} from '../../source/sources/record-splitter.js';

type Split = {
	readonly records: readonly string[];
	readonly refused: readonly RefusedRecord[];
	readonly chunks: readonly Chunk[];
};

function split(pieces: readonly string[], maxRecordSize: number): Split {
	const refused: RefusedRecord[] = [];
	const splitter = createRecordSplitter({
		source: 'test',
		maxRecordSize,
		now: () => 42,
		onRefused(record) {
			refused.push(record);
		},
	});
	const chunks = [...pieces.map(piece => splitter.push(Buffer.from(piece, 'latin1'))), splitter.end()].filter(chunk => chunk !== undefined);
	const text = Buffer.concat(chunks.map(chunk => sliceView(wholeOf(chunk)))).toString('latin1');
	return {records: text.match(/[^\n]*\n/gv) ?? [], refused, chunks};
}

const pieces = fc.array(fc.string({unit: fc.constantFrom('a', 'b', '\n', '\r', '\0', '\u00FF'), maxLength: 12}));

test('however the input is cut into pieces, its records come out byte for byte', t => {
	fc.assert(fc.property(pieces, given => {
		const input = given.join('');
		const expected = (input === '' || input.endsWith('\n') ? input : `${input}\n`).match(/[^\n]*\n/gv) ?? [];
		const {records, refused, chunks} = split(given, 1000);
		t.deepEqual(records, [...expected]);
		t.deepEqual(refused, []);
		t.is(chunks.at(-1)?.origin.end ?? 0, input.length);
		t.is(chunks.reduce((sum, chunk) => sum + chunk.records, 0), expected.length);
	}));
});

test('exactly the records over the limit are refused, with their start and their size', t => {
	fc.assert(fc.property(pieces, fc.integer({min: 1, max: 10}), (given, limit) => {
		const input = given.join('');
		const all = (input === '' || input.endsWith('\n') ? input : `${input}\n`).match(/[^\n]*\n/gv) ?? [];
		const {records, refused} = split(given, limit);
		t.deepEqual(records, all.filter(record => record.length <= limit));
		t.deepEqual(
			refused.map(({bytes, size}) => [Buffer.from(bytes).toString('latin1'), size]),
			all.filter(record => record.length > limit).map(record => [record.slice(0, limit), record.length]),
		);
	}));
});

test('a chunk says when it arrived and where from', t => {
	const [chunk] = split(['a\nb'], 10).chunks;
	t.is(chunk?.arrivedAt, 42);
	t.deepEqual(chunk?.origin, {source: 'test', end: 2});
});

test('a large record in a million pieces is copied a few times at most', t => {
	const splitter = createRecordSplitter({
		source: 'test',
		maxRecordSize: 2_000_000,
		now: () => 0,
		onRefused() {
			t.fail();
		},
	});
	const piece = Buffer.from('x');
	// Copying all that is there for each piece would be half a terabyte.
	for (let index = 0; index < 1_000_000; index++) {
		splitter.push(piece);
	}

	t.is(splitter.end()?.bytes.length, 1_000_001);
});
