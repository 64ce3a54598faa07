import test from 'ava';
import {
	nothingSpent, spend, waitOf, type Spending,
} from '../../../source/tui/state/frame-budget.js';

/** Frames of some cost, ten a second where they are affordable: the spending, and the milliseconds that they took. */
function afterFrames(cost: number, frames = 100): {readonly spending: Spending; readonly passed: number} {
	let spending = nothingSpent;
	let passed = 0;
	for (let frame = 0; frame < frames; frame++) {
		const wait = Math.max(100, waitOf(spend(spending, cost, 0), 'news'));
		spending = spend(spending, cost, wait);
		passed += wait;
	}

	return {spending, passed};
}

test('cheap frames never wait', t => {
	const {spending, passed} = afterFrames(15);
	t.is(passed, 10_000);
	t.true(Math.abs(spending.share - 0.15) < 0.001);
});

test('dear frames wait, so that they take a fifth of a core', t => {
	const {spending, passed} = afterFrames(60);
	t.true(passed >= 29_000);
	t.true(Math.abs(spending.share - 0.2) < 0.01);
});

test('one slow frame is no reason to stutter', t => {
	t.is(waitOf(spend(afterFrames(5).spending, 40, 0), 'news'), 0);
});

test('where news take all that there is, some keys are answered at once, and then they wait as well', t => {
	let {spending} = afterFrames(60);
	spending = spend(spending, 60, 0);
	t.true(waitOf(spending, 'news') > 0);
	t.is(waitOf(spending, 'answer'), 0);
	t.true(waitOf(spend(spending, 180, 0), 'answer') > 0);
});

test('time without work pays everything back, and no more', t => {
	t.is(spend({debt: 500, share: 0.2}, 0, 10_000).debt, 0);
});

test('a first frame, with no time before it, has no share', t => {
	t.is(spend(nothingSpent, 10, Number.POSITIVE_INFINITY).share, 0);
	t.is(spend(nothingSpent, 10, 0).share, 0);
});
