import test from 'ava';
import {machineDefinitions} from '../../../source/engine/inspect/machine-definitions.js';
import type {MachineDefinition, StateDefinition} from '../../../source/contract/inspection.js';

function stateOf(chart: string, path: string): StateDefinition | undefined {
	return machineDefinitions.find(({id}) => id === chart)?.states.find(state => state.path === path);
}

function targetsOf({states}: MachineDefinition): string[] {
	return states.flatMap(({transitions}) => transitions.flatMap(({target}) => target?.split(', ') ?? []));
}

test('there is a chart of each machine, first the machine itself', t => {
	t.deepEqual(machineDefinitions.map(({id}) => id).toSorted(), ['pipeline', 'producer', 'scaler', 'worker']);
	t.true(machineDefinitions.every(({states}) => states[0]?.path === ''));
});

test('states have their kind and where they begin', t => {
	t.deepEqual(machineDefinitions.find(({id}) => id === 'scaler')?.states.map(({path, kind, initial}) => [path, kind, initial]), [
		['', 'compound', 'watching'],
		['watching', 'atomic', undefined],
		['deciding', 'atomic', undefined],
		['coolingDown', 'atomic', undefined],
		['stopped', 'final', undefined],
	]);
	t.is(stateOf('producer', 'producing')?.kind, 'parallel');
});

test('every target is a state of the same chart', t => {
	for (const chart of machineDefinitions) {
		const paths = new Set(chart.states.map(({path}) => path));
		const targets = targetsOf(chart);
		t.true(targets.length > 0);
		t.deepEqual(targets.filter(target => !paths.has(target)), []);
	}
});

test('a transition says its event, its guard and its actions by their names', t => {
	t.deepEqual(stateOf('scaler', 'watching')?.transitions, [
		{
			event: 'after observation', guard: undefined, target: 'deciding', actions: [],
		},
	]);
	t.deepEqual(stateOf('scaler', 'deciding')?.transitions, [
		{
			event: '', guard: 'changeIsDue', target: 'coolingDown', actions: ['requestWorkers'],
		},
		{
			event: '', guard: undefined, target: 'watching', actions: [],
		},
	]);
});

test('events of the library read as words, and guards that are combined too', t => {
	const transitions = machineDefinitions.flatMap(({states}) => states.flatMap(({transitions}) => transitions));
	t.deepEqual(transitions.filter(({event}) => event.includes('xstate')), []);
	t.true(transitions.some(({event}) => event === 'producer done'));
	t.true(transitions.some(({guard}) => guard === 'workersAreGone and isEmpty'));
	t.true(transitions.some(({event}) => event === ''));
});

test('machineDefinitions are plain data: they survive a thread and JSON', t => {
	t.deepEqual(structuredClone(machineDefinitions), machineDefinitions);
});
