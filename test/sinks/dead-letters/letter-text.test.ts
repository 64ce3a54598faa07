import {Buffer} from 'node:buffer';
import test from 'ava';
import {letterText} from '../../../source/sinks/dead-letters/letter-text.js';

const about = {at: 'now', reason: 'why', size: undefined};

function letterOf(record: Uint8Array, size?: number): {readonly letter: unknown; readonly back: Uint8Array; readonly pieces: number} {
	const pieces = [...letterText(record, {...about, size})];
	const letter: unknown = JSON.parse(pieces.join(''));
	const {record: text = '', encoding} = Object.fromEntries(Object.entries(letter ?? {}));
	return {letter, back: Buffer.from(String(text), encoding === 'base64' ? 'base64' : 'utf8'), pieces: pieces.length};
}

test('a record that is not whole is marked, with the size that it had', t => {
	t.deepEqual(letterOf(Buffer.from('begin'), 1000).letter, {
		at: 'now', reason: 'why', truncated: true, size: 1000, record: 'begin',
	});
	t.deepEqual(letterOf(Buffer.from([0xC3]), 1000).letter, {
		at: 'now', reason: 'why', truncated: true, size: 1000, encoding: 'base64', record: 'ww==',
	});
});

for (const [what, unit] of [['letters', 'x'], ['two bytes', 'é'], ['three', '世'], ['four', '😀'], ['escapes', '"\\\u0000\u2028']] as const) {
	for (const shift of [0, 1, 2, 3]) {
		test(`a large record comes in pieces that are cut between characters: ${what}, shifted by ${shift}`, t => {
			const record = Buffer.from('.'.repeat(shift) + unit.repeat(700_000));
			const {back, pieces} = letterOf(record);
			t.true(record.equals(back));
			t.true(pieces > 3 || record.length < 768 * 1024);
		});
	}
}

test('a large record that is no UTF-8 comes in pieces as well', t => {
	const record = Buffer.alloc(2_000_001, 0xFF);
	const {back, pieces} = letterOf(Buffer.concat([record, Buffer.from('\n')]));
	t.true(record.equals(back));
	t.true(pieces > 3);
});

test('a record in the middle of its memory is that record', t => {
	const memory = Buffer.from('before record\n after');
	t.is(Buffer.from(letterOf(memory.subarray(7, 14)).back).toString(), 'record');
});
