import test from 'ava';
import fc from 'fast-check';
import {TokenBucket} from '../../source/domain/token-bucket.js';

test('time brings tokens, and what is spent is gone', t => {
	const bucket = new TokenBucket(1000, 50);
	t.is(bucket.tokens, 0);
	bucket.accrue(60, 2);
	t.is(bucket.tokens, 5);
	bucket.spend(4);
	bucket.accrue(60, 2);
	t.is(bucket.tokens, 1);
	bucket.spend(3);
	t.is(bucket.tokens, -2, 'a debt is paid back with time');
	bucket.accrue(64, 2);
	t.is(bucket.tokens, 0);
});

test('no more than the longest catch-up is caught up with, on top of the token that was due', t => {
	const bucket = new TokenBucket(1000, 0);
	bucket.accrue(3_600_000, 10);
	t.is(bucket.tokens, 101);
	const slow = new TokenBucket(1000, 0);
	slow.accrue(5001, 5000);
	t.is(slow.tokens, 5001 / 5000, 'a timer that is a little late loses nothing');
});

test('forgotten time brings nothing, and a limit only ever takes away', t => {
	const bucket = new TokenBucket(1000, 0);
	bucket.accrue(100, 10);
	bucket.limit(20);
	t.is(bucket.tokens, 10);
	bucket.limit(1);
	t.is(bucket.tokens, 1);
	bucket.reset(500);
	bucket.accrue(510, 10);
	t.is(bucket.tokens, 1);
});

test('whenever it is asked, the average is kept', t => {
	fc.assert(fc.property(fc.array(fc.integer({min: 1, max: 500}), {minLength: 1, maxLength: 100}), fc.integer({min: 1, max: 100}), (gaps, period) => {
		const bucket = new TokenBucket(1000, 0);
		let now = 0;
		let spent = 0;
		for (const gap of gaps) {
			now += gap;
			bucket.accrue(now, period);
			const due = Math.floor(bucket.tokens + 1e-9);
			bucket.spend(due);
			spent += due;
		}

		t.is(spent, Math.floor((now / period) + 1e-9));
	}));
});
