import {Buffer} from 'node:buffer';
import test from 'ava';
import {syntheticRecord} from '../../source/sources/synthetic/synthetic-source.js';
import {ArrivalCounter, assertAll} from './arrival.js';
import {numberedRecord} from './inputs.js';
import {countNewlines} from './newlines.js';
import {replacePart} from './markdown-part.js';
import {syntheticBytes} from './synthetic-bytes.js';

const records = Array.from({length: 30}, (_, index) => syntheticRecord(index + 1, Date.now() * 1000)).join('') + numberedRecord(31, 64);
const bytes = Buffer.from(records);

for (const size of [1, 7, 80, 1_000_000]) {
	test(`records in pieces of ${size} B are counted, and their numbers summed`, t => {
		const counter = new ArrivalCounter();
		for (let at = 0; at < bytes.length; at += size) {
			counter.add(bytes.subarray(at, at + size));
		}

		t.deepEqual(counter.arrival, {records: 31, sum: 31 * 32 / 2, bytes: bytes.length});
	});
}

test('one record for another is found out', t => {
	t.notThrows(() => {
		assertAll({records: 3, sum: 6, bytes: 0}, 3);
	});
	t.throws(() => {
		assertAll({records: 3, sum: 5, bytes: 0}, 3);
	}, {message: /counts for nothing/v});
});

for (const offset of [0, 1, 2, 3]) {
	test(`newlines are counted from an offset of ${offset}`, t => {
		for (const text of ['', '\n', 'a\n', '\n\n\n\n\n\n\n\n\n', '\u000B\n\u0009\n\u008A\u000A', records]) {
			const whole = Buffer.from(`\n\n\n\n${text}`.slice(4 - offset), 'latin1');
			const piece = new Uint8Array(Uint8Array.from(whole).buffer, offset);
			t.is(countNewlines(piece), [...piece].filter(byte => byte === 10).length);
		}
	});
}

for (const width of [20, 128, 1000]) {
	test(`a numbered record of ${width} B has that width`, t => {
		t.is(numberedRecord(42, width).length, width);
	});
}

test('sources that each number their share are told from one that numbers all', t => {
	t.notThrows(() => {
		assertAll({records: 4, sum: 6, bytes: 0}, 4, 2);
	});
	t.throws(() => {
		assertAll({records: 4, sum: 10, bytes: 0}, 4, 2);
	}, {message: /counts for nothing/v});
});

test('the bytes of generated records are known without making them', t => {
	const made = Array.from({length: 1234}, (_, index) => syntheticRecord(index + 1, Date.now() * 1000)).join('');
	t.is(syntheticBytes(1234), made.length);
});

test('a part between its markers is replaced, and the rest is left', t => {
	t.is(replacePart('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new\n'), 'a\n<!-- x -->\nnew\n<!-- /x -->\nb');
	t.throws(() => replacePart('a', 'x', 'new'), {message: /no such pair/v});
});
