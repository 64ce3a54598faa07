import test from 'ava';
import {BufferPool} from '../../source/domain/buffer-pool.js';

test('buffers have the size of the pool', t => {
	const pool = new BufferPool(100, 2);
	t.is(pool.size, 100);
	t.is(pool.take().length, 100);
});

test('what was given back is taken again, and never by two', t => {
	const pool = new BufferPool(100, 2);
	const [one, other] = [pool.take(), pool.take()];
	t.not(one, other);
	pool.giveBack(one);
	t.is(pool.take(), one);
	t.not(pool.take(), one);
});

test('no more buffers are kept than the pool may keep', t => {
	const pool = new BufferPool(100, 2);
	const buffers = [pool.take(), pool.take(), pool.take()];
	for (const buffer of buffers) {
		pool.giveBack(buffer);
	}

	const again = [pool.take(), pool.take(), pool.take()];
	t.is(again.filter(buffer => buffers.includes(buffer)).length, 2);
});
