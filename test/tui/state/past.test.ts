import test from 'ava';
import {snapshotWith, workerWith} from '../../helpers/snapshots.js';
import {play} from '../../helpers/scenes.js';
import {press} from '../../../source/tui/keys/press.js';
import {momentOf} from '../../../source/tui/state/moment.js';
import {noPast, remember, type Past} from '../../../source/tui/state/past.js';
import {shownData, type ScreenState} from '../../../source/tui/state/screen-state.js';

const verdict = {
	limit: 'none', evidence: [], since: 0, confidence: 1,
} as const;

function pastOf(seconds: number, workers: number): Past {
	let past = noPast;
	for (let second = 0; second < seconds; second++) {
		const pool = Array.from({length: workers}, (_, id) => workerWith({id}));
		past = remember(past, snapshotWith({elapsed: second * 1000, workers: pool}), verdict);
	}

	return past;
}

function pressed(state: ScreenState, ...keys: readonly string[]): ScreenState {
	let next = state;
	for (const key of keys) {
		next = press(next, key).state;
	}

	return next;
}

test('the last snapshot of a second stands for it', t => {
	let past = remember(noPast, snapshotWith({elapsed: 1000}), verdict);
	past = remember(past, snapshotWith({elapsed: 1900}), verdict);
	past = remember(past, snapshotWith({elapsed: 2000}), verdict);
	t.deepEqual(past.map(({snapshot}) => snapshot.elapsed), [1900, 2000]);
});

test('an hour of ten workers is kept, and less of more, never nothing', t => {
	t.is(pastOf(3700, 10).length, 3600);
	t.is(pastOf(2000, 50).length, 1200);
	t.is(pastOf(3, 100_000).length, 1);
});

test('a moment that is looked at is shown as it was: workers, trends, flow, ledger, verdict and events', async t => {
	const stage = await play({name: ''});

	// So wide that the chart has a column a second.
	stage.resize({columns: 120, rows: 40});
	stage.press('left');
	const then = stage.state();
	const {live} = then;
	stage.press('s');
	stage.pass(60);
	stage.press('space', 'left');
	const now = stage.state();
	t.not(shownData(now).snapshot?.ledger.accepted.records, live.snapshot?.ledger.accepted.records);

	const second = momentOf(then)?.sample.second ?? 0;
	const steps = (momentOf(now)?.sample.second ?? 0) - second;
	const back = pressed(now, ...Array.from({length: steps}, () => 'left'));
	t.is(momentOf(back)?.sample.second, second);
	t.deepEqual(shownData(back).snapshot, shownData(then).snapshot);
	t.deepEqual(shownData(back).sampled, shownData(then).sampled);
	t.deepEqual(shownData(back).events, shownData(then).events);
	t.deepEqual(shownData(back).trends.rates.get(1), shownData(then).trends.rates.get(1));
	t.deepEqual(shownData(back).diagnosis.verdict, shownData(then).diagnosis.verdict);
	t.is(shownData(back).history, shownData(now).history);
	t.is(shownData(pressed(back, 'space')), back.live);
});

test('where a moment is not kept, only the chart looks at it, and that is said', async t => {
	const stage = await play({name: ''});
	stage.resize({columns: 120, rows: 40});
	const {live} = stage.state();
	const back = pressed({...stage.state(), live: {...live, past: live.past.slice(-2)}}, 'left', 'left', 'left');
	t.true(momentOf(back)?.isOnlyInChart);
	t.regex(back.notice?.text ?? '', /only the chart/v);
	t.true(shownData(back) === back.frozen);
	t.false(momentOf(pressed(back, 'right', 'right'))?.isOnlyInChart);
});

test('a key that acts is refused in the past, and acts on the worker as it is now once the screen is live', async t => {
	const stage = await play({name: ''});
	stage.press('G', 'p');
	stage.pass(30);
	stage.press('left', 'left', 'left', 'left');
	const id = stage.state().selected;
	t.not(shownData(stage.state()).snapshot?.workers.at(-1)?.state, 'paused');
	t.is(press(stage.state(), 'p').commands, undefined);
	t.regex(press(stage.state(), 'p').state.notice?.text ?? '', /^this is the past: space is live again, then p acts$/v);
	const past = stage.state();
	stage.press('space');
	t.deepEqual(press({...stage.state(), selected: id}, 'p').commands, [{type: 'worker.resume', id}]);

	t.regex(press(past, 'K').state.notice?.text ?? '', /^this is the past/v);
});
