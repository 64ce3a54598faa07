import {
	isMachineSnapshot, type AnyMachineSnapshot, type AnyTransitionDefinition, type InspectionEvent,
} from 'xstate';
import {machineDefinitions, describeTransition} from '../../source/engine/inspect/machine-definitions.js';
import type {MachineDefinition, TransitionDefinition} from '../../source/contract/inspection.js';

const nameOf = (path: string) => path === '' ? '(machine)' : path;

function transitionName(path: string, {event, guard, target}: TransitionDefinition): string {
	return `${nameOf(path)}: ${event || 'at once'}${guard === undefined ? '' : ` [${guard}]`} → ${target ?? '(stays)'}`;
}

/** A state in which every candidate of an event has a guard can also refuse it. */
function refusalName(path: string, event: string): string {
	return `${nameOf(path)}: ${event} → (refused)`;
}

function chartOf(id: string): MachineDefinition {
	const chart = machineDefinitions.find(chart => chart.id === id);
	if (chart === undefined) {
		throw new Error(`expected a chart of one of ${machineDefinitions.map(chart => chart.id).join(', ')}, got ${id}`);
	}

	return chart;
}

function namesOf(path: string, transitions: readonly TransitionDefinition[]): string[] {
	const guarded = new Set(transitions.map(({event}) => event));
	for (const {event, guard} of transitions) {
		if (guard === undefined) {
			guarded.delete(event);
		}
	}

	return [
		...transitions.map(transition => transitionName(path, transition)),
		...[...guarded].map(event => refusalName(path, event)),
	];
}

/** All states and all transitions of a machine, each candidate on its own, and refusals by guards, by its definition. */
export function definitionOf(id: string): {readonly states: ReadonlySet<string>; readonly transitions: ReadonlySet<string>} {
	const {states} = chartOf(id);
	const transitions = states.flatMap(state => namesOf(state.path, state.transitions));
	if (new Set(transitions).size < transitions.length) {
		throw new Error(`expected every transition of ${id} to have a name of its own`);
	}

	return {states: new Set(states.map(({path}) => nameOf(path))), transitions: new Set(transitions)};
}

/** Notes which states and transitions running actors have gone through. */
export class Coverage {
	readonly states = new Set<string>();
	readonly transitions = new Set<string>();

	/** Watches one actor; to be given to it as `inspect`. */
	watch(): (inspected: InspectionEvent) => void {
		let last: AnyMachineSnapshot | undefined;
		return inspected => {
			if (inspected.actorRef.sessionId !== inspected.rootId) {
				return;
			}

			if (inspected.type === '@xstate.microstep' && isMachineSnapshot(inspected.snapshot)) {
				this.#noteRefusals(last, String(inspected.event.type), inspected._transitions);
				last = inspected.snapshot;
				this.#note(last, inspected._transitions);
			}
		};
	}

	#note(snapshot: AnyMachineSnapshot, taken: readonly AnyTransitionDefinition[]): void {
		for (const node of snapshot._nodes) {
			this.states.add(nameOf(node.path.join('.')));
		}

		for (const transition of taken) {
			this.transitions.add(transitionName(transition.source.path.join('.'), describeTransition(transition)));
		}
	}

	#noteRefusals(before: AnyMachineSnapshot | undefined, event: string, taken: readonly AnyTransitionDefinition[]): void {
		for (const node of before?._nodes ?? []) {
			const [candidate] = node.transitions.get(event) ?? [];
			if (candidate !== undefined && taken.length === 0) {
				this.transitions.add(refusalName(node.path.join('.'), describeTransition(candidate).event));
			}
		}
	}
}

/** What stands on one side only, readable in a failed assertion. */
export function difference(expected: ReadonlySet<string>, covered: ReadonlySet<string>): {readonly notCovered: readonly string[]; readonly unknown: readonly string[]} {
	return {
		notCovered: [...expected].filter(name => !covered.has(name)),
		unknown: [...covered].filter(name => !expected.has(name)),
	};
}
