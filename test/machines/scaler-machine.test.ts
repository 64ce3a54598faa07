import test from 'ava';
import {createActor} from 'xstate';
import {scalerMachine} from '../../source/machines/scaler-machine.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {everywhere, walk, type World} from '../helpers/machine-replay.js';

const guards = ['changeIsDue'] as const;

function provide(world: World) {
	return scalerMachine.provide({
		actions: world.actions(['observe', 'scale']),
		guards: world.guards(guards),
		delays: world.delays(['observation', 'cooldown']),
	});
}

const worlds = [{changeIsDue: false}, {changeIsDue: true}];
const {runs, states, transitions} = walk({machine: scalerMachine, guards, worlds}, {provide});
const steps = runs.flat();

/** A scaler on real delays: looks every 1000 ms, cools down for 400 ms. */
function start(changeIsDue: boolean) {
	const clock = new VirtualClock();
	const calls: string[] = [];
	const note = (name: string) => () => {
		calls.push(`${name} at ${clock.now()}`);
	};

	const actor = createActor(scalerMachine.provide({
		actions: {observe: note('observe'), scale: note('scale')},
		guards: {changeIsDue: () => changeIsDue},
		delays: {observation: 1000, cooldown: 400},
	}), {clock}).start();
	return {actor, clock, calls};
}

test('paths from the definition reach every state', t => {
	t.deepEqual(states, everywhere);
});

test('paths from the definition take every transition', t => {
	t.deepEqual(transitions, everywhere);
});

test('it scales where a change is due after an observation, and only there', t => {
	for (const {event, calls} of steps) {
		const isDue = event.type.startsWith('xstate.after.observation') && event.facts.changeIsDue === true;
		t.deepEqual(calls.filter(call => call === 'scale'), isDue ? ['scale'] : []);
	}
});

test('it looks anew whenever it begins to watch', t => {
	for (const {from, to, event, calls} of steps) {
		const begins = to === '"watching"' && (from !== to || event.type.startsWith('xstate.after.'));
		t.deepEqual(calls.filter(call => call === 'observe'), begins ? ['observe'] : []);
	}
});

test('it looks once an interval while nothing is to be changed', t => {
	const {clock, calls} = start(false);
	clock.advance(3000);
	t.deepEqual(calls, ['observe at 0', 'observe at 1000', 'observe at 2000', 'observe at 3000']);
});

test('it lets a change show before it looks again', t => {
	const {clock, calls} = start(true);
	clock.advance(2400);
	t.deepEqual(calls, ['observe at 0', 'scale at 1000', 'observe at 1400', 'scale at 2400']);
});

test('it never scales once stopped', t => {
	for (const milliseconds of [0, 999, 1000, 1399, 1400]) {
		const {actor, clock, calls} = start(true);
		clock.advance(milliseconds);
		const before = [...calls];
		actor.send({type: 'scaler.stop'});
		clock.advance(10_000);
		t.is(actor.getSnapshot().status, 'done');
		t.deepEqual(calls, before);
		t.is(clock.pending, 0);
	}
});
