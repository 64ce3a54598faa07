import test from 'ava';
import {IdleWorkers, type IdleWorker} from '../../../source/engine/worker/idle-workers.js';

const createIdleWorker = (): IdleWorker => ({wake: () => undefined});
const a = createIdleWorker();
const b = createIdleWorker();
const c = createIdleWorker();
const d = createIdleWorker();

test('workers come first come first served, those with part of a batch before the others', t => {
	const idle = new IdleWorkers();
	idle.add(a, false);
	idle.add(b, true);
	idle.add(c, false);
	idle.add(d, true);
	t.is(idle.size, 4);
	for (const expected of [b, d, a, c, undefined]) {
		t.is(idle.next(), expected);
	}

	t.is(idle.size, 0);
});

test('a worker that was taken out has to ask again, and then comes last', t => {
	const idle = new IdleWorkers();
	idle.add(a, false);
	idle.add(b, false);
	t.is(idle.next(), a);
	idle.add(a, false);
	t.is(idle.next(), b);
	t.is(idle.next(), a);
});

test('asking twice changes nothing', t => {
	const idle = new IdleWorkers();
	idle.add(a, false);
	idle.add(b, false);
	idle.add(a, false);
	for (const expected of [a, b, undefined]) {
		t.is(idle.next(), expected);
	}
});

test('a worker that no longer waits is not found', t => {
	const idle = new IdleWorkers();
	idle.add(a, true);
	idle.add(b, false);
	idle.remove(a);
	idle.remove(b);
	idle.remove(c);
	t.is(idle.size, 0);
	t.is(idle.next(), undefined);
});
