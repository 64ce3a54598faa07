import test from 'ava';
import {LeavableEngine} from '../../source/cli/leavable-engine.js';
import {StopRequests} from '../../source/cli/stop-requests.js';
import type {Command} from '../../source/contract/command.js';
import type {Engine} from '../../source/contract/engine.js';
import type {Report} from '../../source/contract/report.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {createDeferred} from '../../source/domain/deferred.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {reportWith, snapshotWith} from '../helpers/snapshots.js';

/** An engine that does what the test says, and what becomes of it. */
function createBench() {
	const stopped = createDeferred<Report>();
	const listeners: Array<(snapshot: Snapshot) => void> = [];
	const sent: Command[] = [];
	const clock = new VirtualClock();
	const left: string[] = [];
	const engine: Engine = {
		machineDefinitions: [],
		stopped: stopped.promise,
		start: async () => undefined,
		send(command) {
			sent.push(command);
		},
		subscribe(listener) {
			listeners.push(listener);
			return () => undefined;
		},
	};
	const leavable = new LeavableEngine(engine, {
		requests: new StopRequests(() => clock.now()),
		deadLetter: 'dead',
		grace: 30_000,
		clock,
		leave({outcome, accepted}, why) {
			left.push(`${outcome} ${accepted} ${why}`);
		},
	});
	leavable.subscribe(() => undefined);
	return {
		leavable, stopped, sent, clock, left,
		publish(snapshot: Partial<Snapshot> = {}) {
			for (const listener of listeners) {
				listener(snapshotWith(snapshot));
			}
		},
	};
}

/** Both ways to ask an engine to stop for which nobody needs to be there. */
const requests: ReadonlyArray<readonly [string, (engine: LeavableEngine) => void]> = [
	['a signal', engine => {
		engine.stop('drain');
	}],
	['a terminal that has gone', engine => {
		engine.send({type: 'drain', reason: 'terminalClosed'});
	}],
	['a key', engine => {
		engine.send({type: 'drain', reason: 'key'});
	}],
];

for (const [what, ask] of requests) {
	test(`an engine that is stuck is left some seconds after its grace period: ${what}`, t => {
		const {leavable, clock, left, publish} = createBench();
		publish({grace: 10_000});
		ask(leavable);
		clock.advance(15_900);
		t.deepEqual(left, []);
		clock.advance(200);
		t.deepEqual(left, ['abandoned 0 as the engine has given no sign for 16 s']);
		clock.advance(100_000);
		t.is(left.length, 1);
	});
}

test('before the engine has said what is left of the grace period, all of it counts', t => {
	const {leavable, clock, left} = createBench();
	leavable.stop('drain');
	clock.advance(35_900);
	t.deepEqual(left, []);
	clock.advance(200);
	t.is(left.length, 1);
});

test('an engine that gives signs is waited for, however long its drain takes', t => {
	const {leavable, clock, left, publish} = createBench();
	leavable.stop('drain');
	for (let grace = 30_000; grace > -30_000; grace -= 4000) {
		publish({grace: Math.max(0, grace)});
		clock.advance(4000);
	}

	t.deepEqual(left, []);
});

test('a program that stood still with its engine hears of it before it gives up', t => {
	const {leavable, clock, left, publish} = createBench();
	publish({grace: 10_000});
	leavable.stop('drain');
	clock.advance(15_000);
	publish({grace: 10_000});
	clock.advance(10_000);
	t.deepEqual(left, []);
});

test('an engine that nobody has asked to stop is not watched, and one that has stopped is so no longer', async t => {
	const {leavable, clock, left, stopped} = createBench();
	clock.advance(1_000_000);
	leavable.send({type: 'rate.scale', factor: 2});
	clock.advance(1_000_000);
	leavable.stop('drain');
	stopped.resolve(reportWith({}));
	await stopped.promise;
	clock.advance(1_000_000);
	t.deepEqual(left, []);
});

test('the third request leaves at once, whatever the engine does', t => {
	const {leavable, sent, left} = createBench();
	leavable.stop('drain');
	leavable.stop('abort');
	leavable.stop('leave');
	t.is(sent.length, 2);
	t.deepEqual(left, ['abandoned 0 as it was asked for a third time']);
});
