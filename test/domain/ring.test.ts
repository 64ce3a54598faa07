import test from 'ava';
import fc from 'fast-check';
import {Ring} from '../../source/domain/ring.js';

const steps = fc.array(fc.oneof(
	{weight: 4, arbitrary: fc.constant('push')},
	{weight: 2, arbitrary: fc.constant('unshift')},
	{weight: 4, arbitrary: fc.constant('shift')},
	fc.constant('replaceFirst'),
	fc.constant('fill'),
	fc.constant('empty'),
), {maxLength: 200});

test('a ring does what an array does', t => {
	fc.assert(fc.property(steps, steps => {
		const ring = new Ring<number>();
		const model: number[] = [];
		const shifted: Array<[number | undefined, number | undefined]> = [];
		let next = 0;
		for (const step of steps) {
			next++;
			switch (step) {
				case 'push': {
					ring.push(next);
					model.push(next);
					break;
				}

				case 'unshift': {
					ring.unshift(next);
					model.unshift(next);
					break;
				}

				case 'shift': {
					shifted.push([ring.shift(), model.shift()]);
					break;
				}

				case 'replaceFirst': {
					if (model.length > 0) {
						ring.replaceFirst(next);
						model[0] = next;
					}

					break;
				}

				case 'fill': {
					for (let index = 0; index < 20; index++) {
						ring.push(next + index);
						model.push(next + index);
					}

					break;
				}

				default: {
					while (model.length > 0) {
						shifted.push([ring.shift(), model.shift()]);
					}
				}
			}

			t.true(shifted.every(([item, expected]) => item === expected));
			t.is(ring.length, model.length);
			t.is(ring.first(), model[0]);
		}

		while (model.length > 0) {
			t.is(ring.shift(), model.shift());
		}

		t.is(ring.shift(), undefined);
		t.is(ring.length, 0);
	}));
});

test('a ring grows in the right order wherever its head is', t => {
	for (let head = 0; head < 16; head++) {
		const ring = new Ring<number>();
		for (let index = 0; index < head; index++) {
			ring.push(-1);
			ring.shift();
		}

		for (let index = 0; index < 40; index++) {
			ring.push(index);
		}

		t.deepEqual(Array.from({length: 40}, () => ring.shift()), Array.from({length: 40}, (_, index) => index));
	}
});

test('an empty ring has no first item, however often it went round', t => {
	const ring = new Ring<number>();
	for (let index = 0; index < 50; index++) {
		ring.push(index);
		t.is(ring.shift(), index);
		t.is(ring.first(), undefined);
	}
});
