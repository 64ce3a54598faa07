import test from 'ava';
import type {LoggedEvent} from '../../../source/contract/event.js';
import {foldedEvents, withCounted} from '../../../source/tui/state/folded-events.js';
import {eventWith} from '../../helpers/snapshots.js';

const second = 1_000_000;

function at(seconds: number, message: string, level: LoggedEvent['level'] = 'error'): LoggedEvent {
	return eventWith({
		id: seconds + 1, at: seconds * second, message, level, source: 'sink',
	});
}

function told(events: readonly LoggedEvent[]): ReadonlyArray<readonly [string, number, number]> {
	return foldedEvents(withCounted([], events, 1000)).map(({message, count, firstAt}) => [message, count, firstAt / second]);
}

test('trouble is told once, by its newest event, whatever its figures', t => {
	t.deepEqual(told([at(0, '1 record dead-lettered'), at(1, '50 records dead-lettered'), at(9, '1,000 records dead-lettered')]), [['1,000 records dead-lettered', 3, 0]]);
});

test('two troubles in turn are two lines', t => {
	t.deepEqual(told([at(0, 'fails'), at(1, 'delivers'), at(2, 'fails'), at(3, 'delivers')]), [['fails', 2, 0], ['delivers', 2, 1]]);
});

test('what comes ten seconds later is told anew', t => {
	t.deepEqual(told([at(0, 'fails'), at(10, 'fails'), at(19, 'fails')]), [['fails', 1, 0], ['fails', 2, 10]]);
});

test('news with other figures are other news', t => {
	t.deepEqual(told([at(0, 'workers = 4', 'info'), at(1, 'workers = 5', 'info'), at(2, 'workers = 5', 'info')]), [['workers = 4', 1, 0], ['workers = 5', 2, 1]]);
});

test('what is no trouble keeps its place among other news', t => {
	t.deepEqual(told([at(0, 'rate 2', 'info'), at(1, 'rate 1', 'info'), at(2, 'rate 2', 'info')]), [['rate 2', 1, 0], ['rate 1', 1, 1], ['rate 2', 1, 2]]);
});

test('events of two levels or of two parts are not one', t => {
	t.is(told([at(0, 'ended', 'error'), at(1, 'ended', 'warning'), {...at(2, 'ended'), source: 'source'}]).length, 3);
});

test('however many there are of one kind, other news are kept, and all are counted', t => {
	let events = withCounted([], [at(0, 'ready', 'info')], 10);
	for (let index = 1; index <= 100; index++) {
		events = withCounted(events, [at(index / 100, `${index} refused`)], 10);
	}

	t.true(events.length <= 10);
	t.deepEqual(foldedEvents(events).map(({message, count}) => [message, count]), [['ready', 1], ['100 refused', 100]]);
});
