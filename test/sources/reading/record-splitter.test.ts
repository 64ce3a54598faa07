import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {sliceView} from '../../helpers/records.js';
import {wholeOf, type Chunk} from '../../../source/domain/chunk.js';
import type {RefusedRecord} from '../../../source/engine/ports/source.js';
import {ChunkMemory} from '../../../source/sources/reading/chunk-memory.js';
import {createRecordSplitter} from '../../../source/sources/reading/record-splitter.js';

type Split = {
	readonly records: readonly string[];
	readonly refused: readonly RefusedRecord[];
	readonly chunks: readonly Chunk[];
};

function split(pieces: readonly string[], maxRecordSize: number, keptSize = maxRecordSize): Split {
	const refused: RefusedRecord[] = [];
	const splitter = createRecordSplitter({
		source: 'test',
		maxRecordSize,
		keptSize,
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

test('the same comes out of memory that is given away with the bytes, used again as soon as its records have left', t => {
	const readSize = 8192;
	const longLines = fc.array(fc.integer({min: 0, max: 2 * readSize}), {minLength: 1, maxLength: 12});
	const sizes = fc.array(fc.integer({min: 1, max: readSize}), {minLength: 1, maxLength: 8});
	fc.assert(fc.property(longLines, sizes, fc.integer({min: 1, max: 3 * readSize}), (lengths, cuts, limit) => {
		const lines = lengths.map((length, index) => `${String.fromCodePoint(97 + index).repeat(length)}\n`);
		const input = Buffer.from(lines.join(''));
		const memory = new ChunkMemory(readSize);
		const refused: number[] = [];
		const splitter = createRecordSplitter({
			source: 'test',
			maxRecordSize: limit,
			memory,
			now: () => 0,
			onRefused({size}) {
				refused.push(size);
			},
		});
		let output = '';
		for (let from = 0, turn = 0; from < input.length; turn++) {
			const given = memory.takeToRead();
			const length = input.copy(given.space, 0, from, from + (cuts[turn % cuts.length] ?? 1));
			from += length;
			const chunk = splitter.push(given.filled(length), given);
			output += chunk === undefined ? '' : Buffer.from(sliceView(wholeOf(chunk))).toString();
			chunk?.recycle?.();
		}

		t.is(splitter.end(), undefined);
		t.is(output, lines.filter(line => line.length <= limit).join(''));
		t.deepEqual(refused, lines.filter(line => line.length > limit).map(line => line.length));
	}));
});

test('exactly the records over the limit are refused, with what is kept of them and their size', t => {
	fc.assert(fc.property(pieces, fc.integer({min: 1, max: 10}), fc.integer({min: 1, max: 20}), (given, limit, kept) => {
		const input = given.join('');
		const all = (input === '' || input.endsWith('\n') ? input : `${input}\n`).match(/[^\n]*\n/gv) ?? [];
		const {records, refused} = split(given, limit, kept);
		t.deepEqual(records, all.filter(record => record.length <= limit));
		t.deepEqual(
			refused.map(({bytes, size}) => [Buffer.from(bytes).toString('latin1'), size]),
			all.filter(record => record.length > limit).map(record => [record.slice(0, Math.max(limit, kept)), record.length]),
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
