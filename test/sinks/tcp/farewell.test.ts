import test from 'ava';
import {
	longestSilence, watchFarewell, type ConnectionEnd, type Farewell,
} from '../../../source/sinks/tcp/farewell.js';
import type {SystemQueues} from '../../../source/sinks/tcp/system-queues.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';

const established: SystemQueues = {
	isKnown: true, isTimeWait: false, sending: 0, unread: 0,
};
const forgotten: SystemQueues = {...established, isKnown: false, unread: undefined};
const elsewhere: SystemQueues = {...established, unread: undefined};
const timeWait: SystemQueues = {...elsewhere, isTimeWait: true};

type Stage = {
	readonly farewell: Farewell;
	readonly ends: readonly ConnectionEnd[];

	/** When this side was closed. */
	readonly closedAt: () => number | undefined;
	readonly probes: () => number;
	readonly pending: () => number;

	/** What the system says from now on. */
	say(found: SystemQueues | undefined): void;
	receiverEnds(): void;
	pass(milliseconds: number): Promise<void>;
};

function stage(found: SystemQueues | undefined, timeout = 10_000): Stage {
	const clock = new VirtualClock();
	const ends: ConnectionEnd[] = [];
	let said = found;
	let hasEnded = false;
	let closedAt: number | undefined;
	let probes = 0;
	const farewell = watchFarewell({
		clock,
		timeout: () => timeout,
		queues: async () => said,
		closeSide() {
			closedAt = clock.now();
		},
		hasEnded: () => hasEnded,
		probe() {
			probes++;
		},
		onOver(end) {
			farewell.stop();
			ends.push(end);
		},
	});
	return {
		farewell,
		ends,
		closedAt: () => closedAt,
		probes: () => probes,
		pending: () => clock.pending,
		say(next) {
			said = next;
		},
		receiverEnds() {
			hasEnded = true;
			farewell.ended();
		},
		async pass(milliseconds) {
			for (let passed = 0; passed <= milliseconds; passed += 10) {
				await Promise.resolve();
				await Promise.resolve();
				clock.advance(passed === milliseconds ? 0 : 10);
			}
		},
	};
}

test('a receiver that has read all is told the end at once, and has it all when it closes', async t => {
	const {farewell, ends, closedAt, receiverEnds, pass} = stage(established);
	farewell.end();
	await pass(0);
	t.is(closedAt(), 0);
	receiverEnds();
	t.deepEqual(ends.map(({kind}) => kind), ['closed']);
});

test('a receiver that has not read yet is not told the end before it has', async t => {
	const {farewell, ends, closedAt, receiverEnds, say, pass} = stage({...established, unread: 100});
	farewell.end();
	await pass(1000);
	t.is(closedAt(), undefined);
	say({...established, sending: 5});
	await pass(1000);
	t.is(closedAt(), undefined);
	say(established);
	await pass(300);
	t.not(closedAt(), undefined);
	receiverEnds();
	t.deepEqual(ends.map(({kind}) => kind), ['closed']);
});

test('a receiver that closes its side alone, and then resets what it has not read, has not read to the end', async t => {
	for (const isAsked of [false, true]) {
		const {farewell, ends, closedAt, receiverEnds, say, pass, probes} = stage({...established, unread: 100});
		if (isAsked) {
			farewell.end();
		}

		receiverEnds();
		await pass(2000);
		t.deepEqual(ends, []);
		t.true(probes() > 0);
		say(forgotten);
		await pass(300);
		t.deepEqual(ends.map(({kind}) => kind), ['broken']);
		t.is(closedAt(), undefined);
	}
});

test('a receiver that closes first has it all when it has read all and no reset has followed for a moment', async t => {
	for (const found of [established, elsewhere]) {
		const {ends, receiverEnds, pass} = stage(found);
		receiverEnds();
		await pass(400);
		t.deepEqual(ends, []);
		await pass(500);
		t.deepEqual(ends.map(({kind}) => kind), ['closed']);
	}
});

test('a receiver that reads all and never closes has it all after a while', async t => {
	const {farewell, ends, say, pass} = stage(established);
	farewell.end();
	await pass(0);
	// The end of the connection, which it never reads.
	say({...established, unread: 1});
	await pass(900);
	t.deepEqual(ends, []);
	await pass(500);
	t.deepEqual(ends.map(({kind}) => kind), ['closed']);
});

test('a receiver elsewhere is told the end at once, and has it all when it has closed in order', async t => {
	const {farewell, ends, closedAt, receiverEnds, say, pass} = stage({...elsewhere, sending: 7});
	farewell.end();
	await pass(0);
	t.is(closedAt(), 0);
	await pass(1000);
	t.deepEqual(ends, []);
	say(timeWait);
	receiverEnds();
	await pass(300);
	t.deepEqual(ends.map(({kind}) => kind), ['closed']);
});

test('a receiver elsewhere that resets after the end has not read to it', async t => {
	const {farewell, ends, say, pass} = stage(elsewhere);
	farewell.end();
	await pass(100);
	say(forgotten);
	await pass(300);
	t.deepEqual(ends.map(({kind}) => kind), ['broken']);
});

test('where the system does not tell, an end in order is enough once a moment has passed', async t => {
	const {farewell, ends, closedAt, receiverEnds, pass} = stage(undefined);
	farewell.end();
	await pass(0);
	t.is(closedAt(), 0);
	receiverEnds();
	await pass(800);
	t.deepEqual(ends, []);
	await pass(500);
	t.deepEqual(ends.map(({kind}) => kind), ['closed']);
});

test('a receiver that leaves something unread, or keeps quiet, is silent', async t => {
	for (const [found, limit] of [
		[{...established, unread: 9}, longestSilence],
		[elsewhere, longestSilence],
		[undefined, longestSilence],
		[{...elsewhere, sending: 9}, 10_000],
	] as const) {
		const {farewell, ends, pass} = stage(found);
		farewell.end();
		await pass(limit - 100);
		t.deepEqual(ends, []);
		await pass(500);
		t.deepEqual(ends, [{kind: 'silent', reason: `the receiver has not read to the end in ${limit} ms`}]);
	}
});

test('one that reads slowly is not silent', async t => {
	const {farewell, ends, say, pass} = stage({...established, unread: 100}, 1000);
	farewell.end();
	for (let unread = 99; unread > 90; unread--) {
		say({...established, unread});
		await pass(800);
	}

	t.deepEqual(ends, []);
});

test('once it is stopped it neither looks nor tells', async t => {
	const {farewell, ends, pending, receiverEnds, pass} = stage(established);
	farewell.end();
	farewell.stop();
	await pass(3000);
	receiverEnds();
	await pass(3000);
	t.deepEqual(ends, []);
	t.is(pending(), 0);
});
