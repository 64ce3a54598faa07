import test from 'ava';
import fc from 'fast-check';
import {periodOf, scaleRate} from '../../source/domain/rate.js';

test('a record takes its share of a second, and the sleep under pressure', t => {
	t.is(periodOf(1), 1000);
	t.is(periodOf(10_000), 0.1);
	t.is(periodOf(1000, 0.5), 1.5);
});

test('a scaled rate is multiplied', t => {
	t.is(scaleRate(1000, 1.5), 1500);
	t.is(scaleRate(1000, 0.5), 500);
});

test('scaling down ends at one record a second', t => {
	t.is(scaleRate(1.05, 0.9), 1);
	t.is(scaleRate(1, 0.9), 1);
});

test('a rate never moves the wrong way', t => {
	fc.assert(fc.property(fc.double({min: 0.001, max: 1e6, noNaN: true}), fc.double({min: 0.1, max: 10, noNaN: true}), (rate, factor) => {
		const scaled = scaleRate(rate, factor);
		t.true(factor >= 1 ? scaled >= rate : scaled <= rate, `${rate} × ${factor} = ${scaled}`);
		t.true(scaled > 0);
	}));
});
