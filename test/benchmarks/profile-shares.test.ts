import test from 'ava';
import {isOfEngine, sharesOf, type CpuProfile} from './profile-shares.js';

function profileOf(frames: ReadonlyArray<readonly [functionName: string, url: string, time: number]>): CpuProfile {
	return {
		nodes: frames.map(([functionName, url], id) => ({id, callFrame: {functionName, url}})),
		samples: frames.map((_, id) => id),
		timeDeltas: frames.map(frame => frame[2]),
	};
}

const profile = profileOf([
	['(idle)', '', 9_000_000],
	['flush', 'file:///x/dist/source/engine/worker/worker.js', 500_000],
	['microstep', 'file:///x/node_modules/xstate/dist/raise.cjs.js', 200_000],
	['', 'file:///x/dist/source/machines/worker-machine.js', 50_000],
	['writeBuffers', '', 200_000],
	['flush', 'file:///x/dist/source/engine/worker/worker.js', 50_000],
]);

test('the machines\' part is that of the time in which the thread was busy', t => {
	const {busySeconds, machines} = sharesOf(profile);
	t.is(busySeconds, 1);
	t.is(machines, 0.25);
});

test('functions come by their own time, the largest first', t => {
	t.deepEqual(sharesOf(profile).functions, [
		{name: 'flush worker.js', share: 0.55},
		{name: 'microstep raise.cjs.js', share: 0.2},
		{name: 'writeBuffers', share: 0.2},
		{name: '(no name) worker-machine.js', share: 0.05},
	]);
});

test('the engine\'s profile is known by its workers', t => {
	t.true(isOfEngine(profile));
	t.false(isOfEngine(profileOf([['render', 'file:///x/node_modules/ink/build/ink.js', 1]])));
});
