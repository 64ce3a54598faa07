import test from 'ava';
import {
	frameInterval, nothingSpent, spend, type Spending,
} from '../../source/tui/frame-budget.js';

/** Frames of some cost, each as early as may be. */
function afterFrames(cost: number, frames = 100): Spending {
	let spending = nothingSpent;
	for (let frame = 0; frame < frames; frame++) {
		spending = spend(spending, cost, frameInterval(spending));
	}

	return spending;
}

test('cheap frames come ten times a second', t => {
	const spending = afterFrames(5);
	t.is(frameInterval(spending), 100);
	t.true(Math.abs(spending.share - 0.05) < 0.001);
});

test('dear frames come less often, so that they take a fifth of a core', t => {
	const spending = afterFrames(60);
	t.true(Math.abs(frameInterval(spending) - 300) < 1);
	t.true(Math.abs(spending.share - 0.2) < 0.01);
});

test('however dear they are, one comes a second', t => {
	t.is(frameInterval(afterFrames(5000)), 1000);
});

test('one slow frame is no reason to stutter', t => {
	t.is(frameInterval(spend(afterFrames(5), 80, 100)), 100);
});

test('a first frame, with no time before it, has no share', t => {
	t.is(spend(nothingSpent, 10, Number.POSITIVE_INFINITY).share, 0);
	t.is(spend(nothingSpent, 10, 0).share, 0);
});
