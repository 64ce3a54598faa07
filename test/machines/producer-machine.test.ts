import test, {type ExecutionContext} from 'ava';
import {createActor, type AnyEventObject} from 'xstate';
import {producerMachine} from '../../source/machines/producer-machine.js';
import type {ProducerEvent} from '../../source/machines/producer-port.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {everywhere, walk, World} from '../helpers/machine-replay.js';
import {stubProducer} from '../helpers/stub-ports.js';

const guards = ['isPaced', 'hasStopped'] as const;
const input = {producer: stubProducer};
const pressures = ['free', 'light', 'moderate', 'heavy', 'blocked'] as const;

function provide(world: World) {
	return producerMachine.provide({
		actions: world.actions(['startPacing', 'produce', 'applyPressure', 'changeRate', 'startSpike', 'endSpike', 'reportSpikeEnd', 'requestDrain', 'stop', 'startFlow', 'stopFlow']),
		guards: world.guards(guards),
		delays: world.delays(['period', 'spikeLength']),
	});
}

function eventsFor(type: string): readonly AnyEventObject[] {
	switch (type) {
		case 'pressure.changed': {
			return pressures.map(pressure => ({type, pressure}));
		}

		case 'source.ended': {
			return [{type, reason: 'endOfInput'}];
		}

		case 'rate.set': {
			return [{type, rate: 5}];
		}

		case 'rate.scale': {
			return [{type, factor: 2}];
		}

		default: {
			return [{type}];
		}
	}
}

const {runs, states, transitions} = walk({
	machine: producerMachine.provide({actions: {requestDrain: () => undefined}}), input, guards, worlds: [{isPaced: false, hasStopped: true}, {isPaced: true, hasStopped: false}], eventsFor,
}, {provide});
const steps = runs.flatMap(run => run.slice(1));

const isOver = (value: string) => /^"stopped"|"stopping"/v.test(value);

/** The part of a state value that one region has. */
const regionOf = (value: string, region: string) => new RegExp(String.raw`"${region}":"(?<state>\w+)"`, 'v').exec(value)?.groups?.state;

test('paths from the definition reach every state', t => {
	t.deepEqual(states, everywhere);
});

test('paths from the definition take every transition', t => {
	// Each pressure has its own candidate: there is none to refuse.
	const notCovered = ['producing.pressure: pressure.changed → (refused)'];
	t.deepEqual(transitions, {...everywhere, notCovered});
});

test('a paced producer moves records when its period has passed, and never otherwise', t => {
	for (const {event, calls} of steps) {
		t.deepEqual(calls.filter(call => call === 'produce'), event.type.startsWith('xstate.after.period') ? ['produce'] : []);
	}
});

test('records flow exactly while it is unpaced', t => {
	for (const run of runs) {
		let flows = false;
		for (const {to, calls} of run) {
			for (const call of calls.filter(call => call === 'startFlow' || call === 'stopFlow')) {
				t.is(flows, call === 'stopFlow');
				flows = call === 'startFlow';
			}

			t.is(flows, regionOf(to, 'pump') === 'unpaced');
		}
	}
});

test('after a change of the rate it is paced exactly where there is a rate', t => {
	for (const {event, to} of steps.filter(({event, from}) => event.type === 'rate.set' && from.includes('producing'))) {
		t.is(regionOf(to, 'pump'), event.facts.isPaced === true ? 'paced' : 'unpaced');
	}
});

test('the pressure that is applied is always the one of the state, and none while paused', t => {
	for (const run of runs) {
		let applied = '';
		for (const {to, calls} of run) {
			applied = calls.findLast(call => call.startsWith('applyPressure')) ?? applied;
			t.is(applied, isOver(to) ? applied : `applyPressure ${regionOf(to, 'pressure') ?? 'free'}`);
		}
	}
});

test('a spike is started and ended once each, and is on exactly in its state', t => {
	for (const run of runs) {
		let isSpiking = false;
		for (const {to, calls} of run) {
			for (const call of calls.filter(call => call === 'startSpike' || call === 'endSpike')) {
				t.is(isSpiking, call === 'endSpike');
				isSpiking = call === 'startSpike';
			}

			t.is(isSpiking, regionOf(to, 'pace') === 'spiking');
		}
	}
});

test('every end of a spike is logged, except where another spike or a shutdown ends it', t => {
	for (const {event, calls} of steps) {
		const ends = calls.includes('endSpike') && event.type !== 'spike.start' && event.type !== 'producer.stop';
		t.deepEqual(calls.filter(call => call === 'reportSpikeEnd'), ends ? ['reportSpikeEnd'] : []);
	}
});

test('no spike outlives the command to stop it, and nothing else changes', t => {
	const stops = steps.filter(({event}) => event.type === 'spike.stop');
	t.true(stops.some(({from}) => from.includes('spiking')) && stops.some(({from}) => from.includes('steady')) && stops.some(({from}) => from === '"paused"'));
	for (const {from, to} of stops) {
		t.is(to, from.replace('spiking', 'steady'));
	}
});

test('a change of the rate touches neither the spike nor the pressure, a spike not the pressure', t => {
	for (const {event, from, to, calls} of steps.filter(({event}) => /^(?:rate|spike)\./v.test(event.type))) {
		t.is(regionOf(to, 'pressure'), regionOf(from, 'pressure'));
		t.false(calls.some(call => call.startsWith('applyPressure')));
		t.true(event.type.startsWith('spike.') || regionOf(to, 'pace') === regionOf(from, 'pace'));
	}
});

test('pacing starts anew when it begins to produce, so that a pause is not caught up with', t => {
	for (const {from, to, calls} of runs.flat()) {
		const begins = to.includes('producing') && !from.includes('producing');
		t.deepEqual(calls.filter(call => call === 'startPacing'), begins ? ['startPacing'] : []);
	}
});

test('stopped, it goes on until its source has ended, unless that has ended at once', t => {
	for (const {event, to} of steps.filter(({event, from}) => event.type === 'producer.stop' || (isOver(from) && event.type === 'source.ended'))) {
		t.is(to, event.type === 'source.ended' || event.facts.hasStopped === true ? '"stopped"' : '{"stopping":"hearing"}');
	}
});

test('it stops from every state, once, as the last thing that it does', t => {
	for (const {event, from, to, calls} of steps) {
		t.is(isOver(to), event.type === 'producer.stop' || isOver(from));
		t.is(calls.at(-1) === 'stop', event.type === 'producer.stop', `${event.type} in ${from}`);
		t.is(calls.filter(call => call === 'stop').length, event.type === 'producer.stop' ? 1 : 0);
	}
});

type Story = ReadonlyArray<readonly [event: ProducerEvent | number, ...calls: readonly string[]]>;

/** Tells a story to a producer with a period of 25 ms and spikes of 60 ms: events, or milliseconds that pass. */
function tell(t: ExecutionContext, isPaced: boolean, story: Story): void {
	const world = new World();
	const clock = new VirtualClock();
	world.begin(0, {isPaced});
	const actor = createActor(provide(world).provide({delays: {period: 25, spikeLength: 60}}), {clock, input}).start();
	for (const [index, [event, ...calls]] of story.entries()) {
		world.begin(index, {isPaced});
		if (typeof event === 'number') {
			clock.advance(event);
		} else {
			actor.send(event);
		}

		t.deepEqual(world.calls, calls, `step ${index + 1}`);
	}
}

test('a paced producer keeps to its period', t => {
	tell(t, true, [
		[24],
		[1, 'produce'],
		[50, 'produce', 'produce'],
	]);
});

test('an unpaced producer lets records flow, whatever time passes, and knows no spikes', t => {
	tell(t, false, [
		[1000],
		[{type: 'rate.scale', factor: 2}],
		[{type: 'spike.start'}],
	]);
});

test('a new rate counts from now on, not after a period of the old one', t => {
	tell(t, true, [
		[20],
		[{type: 'rate.set', rate: 10}, 'changeRate'],
		[24],
		[1, 'produce'],
	]);
});

test('a spike ends when its time has passed, while the rate changes and records move', t => {
	tell(t, true, [
		[{type: 'spike.start'}, 'startSpike'],
		[25, 'produce'],
		[{type: 'rate.scale', factor: 2}, 'changeRate'],
		[34, 'produce'],
		[1, 'endSpike', 'reportSpikeEnd'],
	]);
});

test('a spike in a spike begins anew', t => {
	tell(t, true, [
		[{type: 'spike.start'}, 'startSpike'],
		[20],
		[{type: 'spike.start'}, 'endSpike', 'startSpike'],
		[59, 'produce', 'produce'],
		[1, 'endSpike', 'reportSpikeEnd'],
	]);
});

test('a spike ends before its time where that is asked for, or with a pause', t => {
	tell(t, true, [
		[{type: 'spike.stop'}],
		[{type: 'spike.start'}, 'startSpike'],
		[{type: 'spike.stop'}, 'endSpike', 'reportSpikeEnd'],
		[{type: 'spike.start'}, 'startSpike'],
		[{type: 'producer.pause'}, 'endSpike', 'reportSpikeEnd', 'applyPressure free'],
		[{type: 'spike.stop'}],
		[1000],
	]);
});

test('a paused producer moves nothing, but its rate can be changed', t => {
	tell(t, true, [
		[{type: 'pressure.changed', pressure: 'heavy'}, 'applyPressure heavy'],
		[{type: 'producer.pause'}, 'applyPressure free'],
		[1000],
		[{type: 'rate.set', rate: 10}, 'changeRate'],
		[{type: 'rate.scale', factor: 2}, 'changeRate'],
		[{type: 'spike.start'}],
		[{type: 'producer.resume'}, 'startPacing', 'applyPressure free'],
		[25, 'produce'],
	]);
});

test('a blocked producer stops at once', t => {
	tell(t, true, [
		[{type: 'pressure.changed', pressure: 'blocked'}, 'applyPressure blocked'],
		[{type: 'producer.stop'}, 'stop'],
		[1000],
	]);
});

test('it asks for a drain when its source has ended, until it is stopped', t => {
	for (const {from, event, calls} of steps) {
		const asks = event.type === 'source.ended' && !isOver(from);
		t.deepEqual(calls.filter(call => call.startsWith('requestDrain')), asks ? ['requestDrain'] : []);
	}
});
