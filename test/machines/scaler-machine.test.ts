import test from 'ava';
import {createActor, setup} from 'xstate';
import {scalerMachine} from '../../source/machines/scaler-machine.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {everywhere, walk, type World} from '../helpers/machine-replay.js';
import {stubScaler} from '../helpers/stub-ports.js';

const guards = ['changeIsDue'] as const;
const input = {scaler: stubScaler};

function provide(world: World) {
	return scalerMachine.provide({
		actions: world.actions(['observe', 'requestWorkers']),
		guards: world.guards(guards),
		delays: world.delays(['observation', 'cooldown']),
	});
}

const worlds = [{changeIsDue: false}, {changeIsDue: true}];
const {runs, states, transitions} = walk({
	machine: scalerMachine.provide({actions: {requestWorkers: () => undefined}}), input, guards, worlds,
}, {provide});
const steps = runs.flat();

/** A scaler on fixed delays: it observes for 1000 ms and cools down for 400 ms. */
function start(changeIsDue: boolean) {
	const clock = new VirtualClock();
	const calls: string[] = [];
	const note = (name: string) => () => {
		calls.push(`${name} at ${clock.now()}`);
	};

	const actor = createActor(scalerMachine.provide({
		actions: {observe: note('observe'), requestWorkers: note('request')},
		guards: {changeIsDue: () => changeIsDue},
		delays: {observation: 1000, cooldown: 400},
	}), {clock, input}).start();
	return {actor, clock, calls};
}

test('paths from the definition reach every state', t => {
	t.deepEqual(states, everywhere);
});

test('paths from the definition take every transition', t => {
	t.deepEqual(transitions, everywhere);
});

test('it asks for workers where a change is due after an observation, and only there', t => {
	for (const {event, calls} of steps) {
		const isDue = event.type.startsWith('xstate.after.observation') && event.facts.changeIsDue === true;
		t.deepEqual(calls.filter(call => call === 'requestWorkers'), isDue ? ['requestWorkers'] : []);
	}
});

test('it observes anew whenever it begins to watch', t => {
	for (const {from, to, event, calls} of steps) {
		const begins = to === '"watching"' && (from !== to || event.type.startsWith('xstate.after.'));
		t.deepEqual(calls.filter(call => call === 'observe'), begins ? ['observe'] : []);
	}
});

test('it observes once an interval while no change is due', t => {
	const {clock, calls} = start(false);
	clock.advance(3000);
	t.deepEqual(calls, ['observe at 0', 'observe at 1000', 'observe at 2000', 'observe at 3000']);
});

test('it lets a change show before it observes again', t => {
	const {clock, calls} = start(true);
	clock.advance(2400);
	t.deepEqual(calls, ['observe at 0', 'request at 1000', 'observe at 1400', 'request at 2400']);
});

test('it asks for nothing once stopped', t => {
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

test('it asks its parent for the workers that the policy wants, with the reason', t => {
	const asked: unknown[] = [];
	const decision = {desired: 4, reason: 'usage 0.90 > 0.80'};
	const parent = setup({
		actors: {scaler: scalerMachine},
		actions: {
			note({event}) {
				asked.push(event);
			},
		},
	}).createMachine({
		invoke: {src: 'scaler', input: {scaler: {...stubScaler, decision, changeIsDue: true}}},
		on: {'*': {actions: 'note'}},
	});
	const clock = new VirtualClock();
	const actor = createActor(parent, {clock}).start();
	clock.advance(1000);
	t.deepEqual(asked, [{type: 'workers.scale', ...decision}]);
	actor.stop();
});
