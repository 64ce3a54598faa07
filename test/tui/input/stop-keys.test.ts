import test from 'ava';
import type {Outcome} from '../../../source/tui/input/action.js';
import {confirmation, StopKeys, type Judgement} from '../../../source/tui/input/stop-keys.js';
import {createStage} from '../../helpers/stage.js';

const stage = await createStage();
const drain: Outcome = {state: stage.state(), commands: [{type: 'drain', reason: 'key'}]};
const other: Outcome = {state: stage.state(), commands: [{type: 'producer.pause'}]};

/** A press, what is made of it, and when the terminal took its last frame: just before, if nothing is said. */
type Press = readonly [at: number, key: string, judgement: Judgement, takenAt?: number];

/** A key that is held for so long: it repeats itself after a while, and then at an interval. */
function held(from: number, length: number, first: number, interval: number): number[] {
	return [from, ...Array.from({length: Math.floor((length - first) / interval) + 1}, (_, index) => from + first + (index * interval))];
}

function judged(presses: readonly Press[]): readonly Judgement[] {
	let takenAt = 0;
	const keys = new StopKeys(() => takenAt);
	return presses.map(([at, key, _, taken]) => {
		takenAt = taken ?? at - 1;
		return keys.judge(key, drain, at);
	});
}

const presses: ReadonlyArray<readonly [title: string, list: readonly Press[]]> = [
	['a second press a second later', [[5000, 'q', 'act'], [6000, 'q', 'confirm']]],
	['struck twice', [[5000, 'q', 'act'], [5150, 'q', 'ignore']]],
	['a second key within the second', [[5000, 'q', 'act'], [5600, 'ctrl-c', 'ignore'], [5999, 'ctrl-c', 'ignore']]],
	['a second key after the second', [[5000, 'q', 'act'], [6001, 'ctrl-c', 'confirm']]],
	['struck again and again', [[5000, 'q', 'act'], [5400, 'q', 'ignore'], [5800, 'q', 'ignore'], [6200, 'q', 'ignore'], [6600, 'q', 'ignore'], [7200, 'q', 'confirm']]],
	['a terminal that has not shown that it drains', [[5000, 'q', 'act'], [7000, 'q', 'ignore', 4990], [8000, 'q', 'confirm', 7500]]],
];

for (const [title, list] of presses) {
	test(`keys that stop: ${title}`, t => {
		t.deepEqual(judged(list), list.map(([_at, _key, judgement]) => judgement));
	});
}

for (const [title, first, interval] of [['as usual', 500, 33], ['as X11 does', 660, 40], ['slowly', 250, 400], ['late', 1500, 33], ['very late', 2000, 100]] as const) {
	test(`keys that stop: a key that is held repeats itself ${title}, and asks once`, t => {
		let takenAt = 0;
		const keys = new StopKeys(() => takenAt);
		const times = held(5000, 20_000, first, interval);
		let acts = 0;
		let pending: number | undefined;
		for (const at of times) {
			if (pending !== undefined && at - pending > confirmation) {
				acts += keys.confirms('q', pending) ? 1 : 0;
				pending = undefined;
			}

			takenAt = at - 1;
			const judgement = keys.judge('q', drain, at);
			acts += judgement === 'act' ? 1 : 0;
			pending ??= judgement === 'confirm' ? at : undefined;
		}

		t.is(acts, 1);
	});
}

test('keys that stop: other keys act as often as they come', t => {
	const keys = new StopKeys(() => 0);
	t.deepEqual([1, 30, 60, 90].map(at => keys.judge('+', other, at)), ['act', 'act', 'act', 'act']);
});

test('keys that stop: a key that is held from another use asks for nothing', t => {
	const keys = new StopKeys(() => 0);
	t.is(keys.judge('q', other, 100), 'act');
	t.is(keys.judge('q', drain, 140), 'ignore');
	t.is(keys.judge('q', drain, 900), 'act');
});

test('keys that stop: a second press that was confirmed is one of its own', t => {
	const keys = new StopKeys(() => 5500);
	t.is(keys.judge('q', drain, 5000), 'act');
	t.is(keys.judge('q', drain, 7000), 'confirm');
	t.true(keys.confirms('q', 7000));
	t.is(keys.judge('q', drain, 7700), 'ignore');
});
