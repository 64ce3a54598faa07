import test from 'ava';
import {IdleWorkers} from '../../../source/engine/worker/idle-workers.js';

test('workers come first come first served, those with part of a batch before the others', t => {
	const list = new IdleWorkers<string>();
	list.add('a', false);
	list.add('b', true);
	list.add('c', false);
	list.add('d', true);
	t.is(list.size, 4);
	t.deepEqual(Array.from({length: 5}, () => list.next()), ['b', 'd', 'a', 'c', undefined]);
	t.is(list.size, 0);
});

test('whoever is taken off the list has to ask again, and then comes last', t => {
	const list = new IdleWorkers<string>();
	list.add('a', false);
	list.add('b', false);
	t.is(list.next(), 'a');
	list.add('a', false);
	t.deepEqual([list.next(), list.next()], ['b', 'a']);
});

test('asking twice changes nothing', t => {
	const list = new IdleWorkers<string>();
	list.add('a', false);
	list.add('b', false);
	list.add('a', false);
	t.deepEqual([list.next(), list.next(), list.next()], ['a', 'b', undefined]);
});

test('whoever no longer waits is not found', t => {
	const list = new IdleWorkers<string>();
	list.add('a', true);
	list.add('b', false);
	list.remove('a');
	list.remove('b');
	list.remove('never');
	t.is(list.size, 0);
	t.is(list.next(), undefined);
});
