import test from 'ava';
import {filterOf} from '../../../source/tui/state/view.js';
import {pressAll, stateAfter} from '../../helpers/screen-states.js';
import {eventWith} from '../../helpers/snapshots.js';
import type {Snapshot} from '../../../source/contract/snapshot.js';
import {press} from '../../../source/tui/keys/press.js';
import {receive, type ScreenState} from '../../../source/tui/state/screen-state.js';
import {markedWorker, shownWorkers} from '../../../source/tui/state/selection.js';

const running = await stateAfter(60);

function after(...keys: readonly string[]): ScreenState {
	return pressAll(running, keys);
}

/** The state with the workers of the next snapshot changed. */
function withWorkers(state: ScreenState, change: (workers: Snapshot['workers']) => Snapshot['workers']): ScreenState {
	const {snapshot} = state.live;
	return snapshot === undefined
		? state
		: receive(state, {
			...snapshot, elapsed: snapshot.elapsed + 400, events: [], workers: change(snapshot.workers),
		}, state.now);
}

function without(state: ScreenState, id: number): ScreenState {
	return withWorkers(state, workers => workers.filter(worker => worker.id !== id));
}

function idsIn(state: ScreenState): readonly number[] {
	return shownWorkers(state).map(({id}) => id);
}

test('tab goes through all panels and back to the first', t => {
	const keys = ['tab', 'tab', 'tab', 'tab', 'tab', 'tab'];
	t.deepEqual(keys.map((_, index) => after(...keys.slice(0, index + 1)).view.focus), ['events', 'latency', 'ledger', 'rates', 'flow', 'workers']);
});

test('enter shows a panel in full, tab the next one, and the workers are never without the rest', t => {
	t.like(after('tab', 'enter').view, {focus: 'events', isZoomed: true});
	t.like(after('tab', 'enter', 'tab').view, {focus: 'latency', isZoomed: true});
	t.like(after('tab', 'enter', 'tab', 'tab', 'tab', 'tab', 'tab').view, {focus: 'workers', isZoomed: false});
	t.like(after('tab', 'enter', 'enter').view, {focus: 'events', isZoomed: false});
});

test('esc goes back step by step: the filter, the full panel, the past and the focus', t => {
	const deep = after('space', 'tab', 'enter', '/', 'u', 'p', 'enter');
	const first = press(deep, 'escape').state;
	t.deepEqual(['workers', 'events'].map(panel => filterOf(first.view, panel)), ['', '']);
	t.true(first.view.isZoomed);
	const second = press(first, 'escape').state;
	t.like(second.view, {focus: 'events', isZoomed: false});
	t.truthy(second.frozen);
	const third = press(second, 'escape').state;
	t.is(third.view.focus, 'workers');
	t.is(third.frozen, undefined);
});

test('a filter holds while it is typed; enter keeps it, esc clears it, q is text', t => {
	t.deepEqual(idsIn(after('/', '3')), [3]);
	t.like(after('/', '3', 'enter'), {overlay: {kind: 'none'}, view: {filters: {workers: '3'}}});
	t.like(after('/', '3', 'escape'), {overlay: {kind: 'none'}, view: {filters: {workers: ''}}});
	t.is(after('/', 'q', 'space', '?', 'K', '1').view.filters.workers, 'q ?K1');
	t.is(after('/', 'a', 'b', 'backspace').view.filters.workers, 'a');
	t.is(after('/', 'a', 'b', 'ctrl-u', 'c').view.filters.workers, 'c');
	t.is(after('/', ...'x'.repeat(99)).view.filters.workers?.length, 40);
	t.like(after('/', '3', 'tab'), {overlay: {kind: 'none'}, view: {focus: 'workers', filters: {workers: '3'}}});
});

test('Ctrl-C leaves out of the input too', t => {
	const outcome = press(after('/', 'x'), 'ctrl-c');
	t.deepEqual(outcome.commands, [{type: 'drain', reason: 'key'}]);
	t.is(outcome.state.overlay.kind, 'none');
});

test('keys that move do so while a filter is typed', t => {
	t.is(after('/', 'down', 'down').selected, 3);
});

test('workers and events have a filter each, and esc clears both where both are seen', t => {
	const both = after('/', '1', 'enter', 'tab', '/', 'u', 'enter');
	t.deepEqual(both.view.filters, {workers: '1', events: 'u'});
	t.deepEqual(press(both, 'escape').state.view.filters, {workers: '', events: ''});
	t.deepEqual(pressAll(both, ['enter', 'escape']).view.filters, {workers: '1', events: ''});
});

test('a digit sorts by a column, again reverses, and so does r', t => {
	t.deepEqual(after('1').view.order, {column: 'worker', isReversed: true});
	t.deepEqual(after('4').view.order, {column: 'rate', isReversed: false});
	t.deepEqual(after('4', '4').view.order, {column: 'rate', isReversed: true});
	t.deepEqual(after('r').view.order, {column: 'worker', isReversed: true});
	t.true(after('9').notice?.isRefusal);
	t.deepEqual(idsIn(after('r')), [6, 5, 4, 3, 2, 1]);
});

test('where the table is not on the screen, keys for it say so', t => {
	for (const keys of ['tab enter 4', 'tab enter r', 'enter 4', 'enter /', 'tab tab /']) {
		const {notice} = after(...keys.split(' '));
		t.true(notice?.isRefusal, `${keys} is not refused`);
	}
});

test('moving goes in the order that is shown', t => {
	t.is(after('r', 'G').selected, 1);
	t.is(after('r', 'g').selected, 6);
	t.is(after('r', 'g', 'down', 'j').selected, 4);
	t.is(after('/', '5', 'enter', 'down').selected, 5);
});

test('a page is as many rows as the table has', async t => {
	const many = await stateAfter(300, {settings: {rate: 5000, maxWorkers: 40}});
	t.true(idsIn(many).length > 13);
	t.deepEqual([['page down'], ['page down', 'page down'], ['page down', 'page down', 'page up']].map(keys => pressAll(many, keys).selected), [5, 9, 5]);
});

test('the selected worker stays selected under another order', t => {
	t.is(markedWorker(after('j', 'j', 'r'))?.id, 3);
	t.is(after('r').selected, 1);
});

test('what acts selects what is marked', t => {
	t.is(running.selected, undefined);
	t.is(after('p').selected, 1);
	t.is(after('K').selected, 1);
});

test('where the selected worker ends, the row that took its place is selected', t => {
	t.is(without(after('j'), 2).selected, 3);
	t.is(without(after('G'), 6).selected, 5);
	t.is(without(after('j', 'r'), 2).selected, 1);
	t.is(without(without(after('j'), 2), 3).selected, 4);
});

test('while the filter hides the selected worker, the next row is marked, and then it is back', t => {
	const hidden = after('j', 'j', '/', '5');
	t.is(markedWorker(hidden)?.id, 5);
	t.is(markedWorker(press(hidden, 'escape').state)?.id, 3);
	t.is(markedWorker(after('j', 'j', '/', '1'))?.id, 1);
});

test('nothing is done to a worker that the filter hides', t => {
	t.deepEqual(press(after('/', '5', 'enter'), 'p').commands, [{type: 'worker.pause', id: 5}]);
	const outcome = press(after('/', 'x', 'y', 'enter'), 'K');
	t.is(outcome.commands, undefined);
	t.is(outcome.state.notice?.text, 'no worker matches /xy: esc shows all');
});

test('a frozen table keeps its selection though the worker has ended, and moves on with the live one', t => {
	const frozen = without(after('j', 'space'), 2);
	t.is(markedWorker(frozen)?.id, 2);
	t.is(markedWorker(press(frozen, 'space').state)?.id, 3);
});

test('in the inspector of a worker that has ended, no other is acted on', t => {
	const ended = without(after('j', 'enter'), 2);
	const outcome = press(ended, 'p');
	t.is(outcome.commands, undefined);
	t.regex(outcome.state.notice?.text ?? '', /worker 2 has ended/v);
});

test('a worker is acted on in its detail though the filter of the table hides it', t => {
	const hidden = withWorkers(after('/', 'f', 'l', 'u', 'enter', 'enter'), workers => workers.map(worker => worker.id === 1 ? {...worker, state: 'idle'} : worker));
	t.deepEqual(press(hidden, 'p').commands, [{type: 'worker.pause', id: 1}]);
});

test('events scroll while their panel has the focus, and new ones do not move them', t => {
	const {snapshot} = running.live;
	const scrolled = after('tab', 'down', 'down');
	t.is(scrolled.view.top, running.live.events.at(-3)?.id);
	t.is(scrolled.selected, undefined);
	const later = snapshot === undefined ? scrolled : receive(scrolled, {...snapshot, events: [eventWith({id: 99})]}, scrolled.now);
	t.is(later.view.top, scrolled.view.top);
	t.is(pressAll(later, ['g']).view.top, undefined);
});

test('without a new event the list of events stays the same one', t => {
	t.is(without(running, 1).live.events, running.live.events);
});

test('help goes by pages, and no further than its end', t => {
	const offsetAfter = (...keys: readonly string[]) => {
		const {overlay} = after('?', ...keys);
		return overlay.kind === 'help' ? overlay.offset : undefined;
	};

	t.is(offsetAfter('G'), offsetAfter('page down', 'page down'));
	t.is(offsetAfter('G', 'down'), offsetAfter('G'));
	t.is(offsetAfter('page down', 'page up'), 0);
	t.is(offsetAfter('x'), undefined);
});
