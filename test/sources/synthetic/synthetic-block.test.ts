import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {blockRecords, SyntheticBlock} from '../../../source/sources/synthetic/synthetic-block.js';

/** The line of a number, with a time before it, as the records of the synthetic source are made. */
function lineOf(time: number, sequence: number): Uint8Array {
	return Buffer.from(`{"ts":${time},"seq":${sequence}}\n`);
}

test('however often a block is renewed, each of its lines has its own number and the time of the first', t => {
	const thousands = fc.integer({min: 1, max: 9});
	const uses = fc.array(fc.record({thousand: thousands, time: fc.integer({min: 100, max: 999})}), {minLength: 1, maxLength: 6});
	fc.assert(fc.property(uses, fc.constantFrom(0, 500), (uses, offset) => {
		let block: SyntheticBlock | undefined;
		for (const {thousand, time} of uses) {
			const first = (thousand * 1000) + offset;
			block ??= new SyntheticBlock(lineOf(time, first));
			block.renew(lineOf(time, first));
			const expected = Array.from({length: blockRecords}, (_, index) => lineOf(time, first + index));
			t.is(Buffer.compare(block.bytes, Buffer.concat(expected)), 0);
		}
	}));
});
