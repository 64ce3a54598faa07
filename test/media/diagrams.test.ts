import test from 'ava';
import {diagramOf} from '../../media/diagrams.js';
import {machineDefinitions} from '../../source/engine/inspect/machine-definitions.js';
import type {MachineDefinition, StateDefinition, TransitionDefinition} from '../../source/contract/inspection.js';

const state = (path: string, kind: StateDefinition['kind'], initial?: string, ...transitions: readonly TransitionDefinition[]): StateDefinition => ({
	path, kind, initial, transitions,
});
const to = (target: string | undefined, event: string, guard?: string, ...actions: readonly string[]): TransitionDefinition => ({
	event, guard, target, actions,
});
const machine = (...states: readonly StateDefinition[]): MachineDefinition => ({id: 'machine', states});

test('states, an arrow for each pair with a line for each transition, and ends', t => {
	t.is(diagramOf(machine(
		state('', 'compound', 'open'),
		state('open', 'atomic', undefined, to('shut', 'door.shut', 'isFree', 'turn', 'lock'), to('shut', 'after wind'), to('open', 'draught')),
		state('shut', 'final'),
	)), `stateDiagram-v2
	[*] --> open
	state "open" as open
	state "shut" as shut
	open --> shut : door.shut [isFree] / turn, lock<br/>after wind
	open --> open : draught
	shut --> [*]
`);
});

test('a transition that does not leave a state is a line in it', t => {
	t.is(diagramOf(machine(
		state('', 'compound', 'on', to(undefined, 'ask', undefined, 'answer')),
		state('on', 'atomic', undefined, to(undefined, 'tick', undefined, 'count')),
	)), `stateDiagram-v2
	[*] --> on
	state "on" as on
	on : tick / count
	state "in any state" as any_state
	any_state : ask / answer
`);
});

test('nested states hold their arrows, and one that enters its state anew goes to where that begins', t => {
	t.is(diagramOf(machine(
		state('', 'compound', 'a'),
		state('a', 'compound', 'b', to('a.c', 'in'), to('d', 'out')),
		state('a.b', 'atomic', undefined, to('a', 'anew'), to('a.c', ''), to('d', 'away')),
		state('a.c', 'atomic'),
		state('d', 'atomic'),
	)), `stateDiagram-v2
	[*] --> a
	state "a" as a {
		[*] --> a_b
		state "b" as a_b
		state "c" as a_c
		state "in any state" as a_any_state
		a_any_state --> a_c : in
		a_b --> a_b : anew
		a_b --> a_c
	}
	state "d" as d
	a --> d : out
	a_b --> d : away
`);
});

test('regions of a parallel state stand beside each other', t => {
	t.is(diagramOf(machine(
		state('', 'parallel'),
		state('x', 'compound', 'one'),
		state('x.one', 'atomic'),
		state('y', 'compound', 'two'),
		state('y.two', 'atomic'),
	)), `stateDiagram-v2
	state "x" as x {
		[*] --> x_one
		state "one" as x_one
	}
	--
	state "y" as y {
		[*] --> y_two
		state "two" as y_two
	}
`);
});

for (const machine of machineDefinitions) {
	test(`the diagram of the ${machine.id} has every state and every transition`, t => {
		const diagram = diagramOf(machine);
		for (const {path, transitions} of machine.states) {
			t.true(path === '' || diagram.includes(` as ${path.replaceAll('.', '_')}`), `no state ${path}`);
			for (const {event, guard, actions} of transitions) {
				const parts = [event, guard === undefined ? '' : `[${guard}]`, actions.length === 0 ? '' : `/ ${actions.join(', ')}`];
				t.true(diagram.includes(parts.filter(part => part !== '').join(' ')), `${path}: ${event}`);
			}
		}
	});

	test(`the diagram of the ${machine.id} has nothing that Mermaid can't draw`, t => {
		for (const line of diagramOf(machine).split('\n')) {
			const [, from = '', target = '', label = ''] = /^\t*(?<from>\S+) --> (?<to>\S+)(?: : (?<label>.*))?$/v.exec(line) ?? [];
			t.notRegex(label, /[:;]/v);
			t.false(target.startsWith(`${from}_`) || from.startsWith(`${target}_`), `an arrow between a state and one within it: ${line}`);
		}
	});
}
