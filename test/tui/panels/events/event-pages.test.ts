import test from 'ava';
import {eventWith} from '../../../helpers/snapshots.js';
import {
	oneRowRoom, newestFirst, pageAt, topAfter, type Room,
} from '../../../../source/tui/panels/events/event-pages.js';
import type {Step} from '../../../../source/tui/panels/panel-definition.js';

function eventsUpTo(last: number) {
	return newestFirst(Array.from({length: last}, (_, index) => ({...eventWith({id: index + 1, message: `event ${index + 1}`}), count: 1, firstAt: 0})), '');
}

const thirty = eventsUpTo(30);
const room = oneRowRoom(8);

/** Every third event takes three rows. */
const uneven: Room = {rows: 8, heightOf: ({id}) => id % 3 === 0 ? 3 : 1};

/** The event at the top after steps from the newest one. */
function topOf(steps: ReadonlyArray<readonly [Step, 'up' | 'down']>, list = thirty, place: Room = room): number | undefined {
	let top: number | undefined;
	for (const [step, direction] of steps) {
		top = topAfter(list, top, place, {step, isDown: direction === 'down'});
	}

	return top;
}

test('without a step the newest events are shown, whatever comes', t => {
	t.deepEqual(pageAt(thirty, undefined, room), {first: 0, count: 8});
	t.deepEqual(pageAt(eventsUpTo(3), undefined, room), {first: 0, count: 3});
	t.deepEqual(pageAt([], undefined, room), {first: 0, count: 0});
});

const cases: ReadonlyArray<readonly [string, ReadonlyArray<readonly [Step, 'up' | 'down']>, number | undefined]> = [
	['a row down', [['row', 'down']], 29],
	['down and up again', [['row', 'down'], ['row', 'up']], undefined],
	['a page down', [['page', 'down']], 22],
	['two pages down and one up', [['page', 'down'], ['page', 'down'], ['page', 'up']], 22],
	['to the oldest: the last page is full', [['all', 'down']], 8],
	['beyond the oldest', [['all', 'down'], ['page', 'down'], ['row', 'down']], 8],
	['back to the newest', [['all', 'down'], ['all', 'up']], undefined],
	['up from the newest', [['page', 'up'], ['row', 'up']], undefined],
];

for (const [title, steps, expected] of cases) {
	test(`scrolling: ${title}`, t => {
		t.is(topOf(steps), expected);
	});
}

test('while scrolled back new events do not move what is read', t => {
	const top = topOf([['page', 'down']]);
	const before = pageAt(thirty, top, room);
	const later = eventsUpTo(47);
	const after = pageAt(later, top, room);
	const idsIn = (list: typeof later, {first, count}: typeof after) => list.slice(first, first + count).map(({id}) => id);
	t.deepEqual(idsIn(later, after), idsIn(thirty, before));
});

test('where the event that was read is dropped, the oldest ones are shown', t => {
	const left = thirty.slice(0, 20);
	t.deepEqual(pageAt(left, 2, room), {first: 12, count: 8});
});

test('pages of events of several rows show every event once, down and up again', t => {
	const seen: number[] = [];
	let top: number | undefined;
	let page = pageAt(thirty, top, uneven);
	while (page.first + page.count < thirty.length) {
		seen.push(...thirty.slice(page.first, page.first + page.count).map(({id}) => id));
		top = topAfter(thirty, top, uneven, {step: 'page', isDown: true});
		page = pageAt(thirty, top, uneven);
	}

	seen.push(...thirty.slice(page.first).map(({id}) => id));
	t.deepEqual([...new Set(seen)], thirty.map(({id}) => id));
	t.is(topOf([['all', 'down'], ['page', 'up'], ['page', 'up'], ['page', 'up'], ['page', 'up'], ['page', 'up'], ['page', 'up'], ['page', 'up']], thirty, uneven), undefined);
});
