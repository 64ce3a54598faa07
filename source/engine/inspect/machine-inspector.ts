import type {
	ActorRefFrom, AnyTransitionDefinition, InspectionEvent, StateValue, Subscription,
} from 'xstate';
import type {MachineName} from '../../contract/command.js';
import type {Clock} from '../ports/clock.js';
import type {pipelineMachine} from '../../machines/pipeline-machine.js';
import type {InspectedMachine, InspectedTransition} from '../../contract/inspection.js';
import {describeTransition, eventName} from './machine-definitions.js';

type PipelineRef = ActorRefFrom<typeof pipelineMachine>;

/** A machine's actor, as far as the inspector reads it. */
type MachineRef = {
	getSnapshot(): unknown;
};

const keptTransitions = 10;

/** Transitions that repeat within this time can't be read one by one, in microseconds. */
const unreadable = 100_000;

/** Records the transitions of one machine, while a user inspects it. Without a user it costs nothing. */
export class MachineInspector {
	readonly #pipeline: PipelineRef;
	readonly #clock: Clock;
	#target: {readonly machine: MachineName; readonly id: number | undefined} | undefined;
	#actor: MachineRef | undefined;
	#value: StateValue | undefined;
	#inspection: Subscription | undefined;
	#transitions: readonly InspectedTransition[] = [];

	constructor(pipeline: PipelineRef, clock: Clock) {
		this.#pipeline = pipeline;
		this.#clock = clock;
	}

	/** Inspects this machine from now on, in place of any other. */
	inspect(machine: MachineName | 'none', id?: number): void {
		this.#inspection?.unsubscribe();
		this.#inspection = undefined;
		this.#actor = undefined;
		this.#value = undefined;
		this.#transitions = [];
		this.#target = machine === 'none' ? undefined : {machine, id};
		if (this.#target !== undefined) {
			this.#find();
			this.#inspection = this.#pipeline.system.inspect(event => {
				this.#inspect(event);
			});
		}
	}

	/** What was recorded, or `undefined` while no machine is inspected. */
	read(): InspectedMachine | undefined {
		if (this.#target === undefined) {
			return undefined;
		}

		this.#find();
		const states = this.#value === undefined ? [] : pathsOf(this.#value);
		return {...this.#target, states, transitions: this.#transitions};
	}

	/** The machine may not have started yet. One that has ended keeps its last state. */
	#find(): void {
		if (this.#actor === undefined && this.#target !== undefined) {
			this.#actor = this.#actorOf(this.#target.machine, this.#target.id);
			const snapshot = this.#actor?.getSnapshot();
			this.#value = hasValue(snapshot) ? snapshot.value : undefined;
		}
	}

	#actorOf(machine: MachineName, id: number | undefined): MachineRef | undefined {
		const {children} = this.#pipeline.getSnapshot();
		switch (machine) {
			case 'pipeline': {
				return this.#pipeline;
			}

			case 'producer': {
				return children.producer;
			}

			case 'scaler': {
				return children.scaler;
			}

			case 'worker': {
				return children[`worker-${id}`];
			}
		}
	}

	#inspect(inspected: InspectionEvent): void {
		if (inspected.type !== '@xstate.microstep' || this.#actor === undefined || inspected.actorRef !== this.#actor) {
			return;
		}

		const {snapshot, event, _transitions: transitions} = inspected;
		const before = this.#value;
		if (before === undefined || !hasValue(snapshot)) {
			return;
		}

		this.#value = snapshot.value;
		for (const transition of transitions) {
			this.#record(transition, event.type, before, snapshot.value);
		}
	}

	#record(transition: AnyTransitionDefinition, type: string, before: StateValue, after: StateValue): void {
		const target = transition.target?.[0];
		if (target === undefined) {
			return;
		}

		const {event, guard} = describeTransition(transition);
		const seen: InspectedTransition = {
			at: this.#clock.wall(),
			event: event === '' ? 'always' : eventName(type),
			guard,
			from: activeUnder(before, transition.source.path),
			to: activeUnder(after, target.path),
			times: 1,
		};
		this.#transitions = noted(this.#transitions, seen).slice(-keptTransitions);
	}
}

/** The transitions with one more. Transitions that repeat at full speed, such as flushes, share one place: otherwise there would be room for nothing else. */
function noted(transitions: readonly InspectedTransition[], seen: InspectedTransition): readonly InspectedTransition[] {
	const isRepeated = (transition: InspectedTransition): boolean => isSame(transition, seen)
		&& seen.at - transition.at < unreadable
		&& (seen.from === seen.to || transition === transitions.at(-1));
	const repeated = transitions.find(transition => isRepeated(transition));
	return [...transitions.filter(transition => transition !== repeated), {...seen, times: (repeated?.times ?? 0) + 1}];
}

function isSame(one: InspectedTransition, other: InspectedTransition): boolean {
	return one.event === other.event && one.guard === other.guard && one.from === other.from && one.to === other.to;
}

function hasValue(snapshot: unknown): snapshot is {readonly value: StateValue} {
	return typeof snapshot === 'object' && snapshot !== null && 'value' in snapshot;
}

/** The innermost active state below a path; for parallel states their parent. */
function activeUnder(value: StateValue, path: readonly string[]): string {
	const active: string[] = [];
	let rest: StateValue | undefined = value;
	while (rest !== undefined) {
		const names: readonly string[] = typeof rest === 'string' ? [rest] : Object.keys(rest);
		const name: string | undefined = names.find(name => name === path[active.length]) ?? (names.length === 1 ? names[0] : undefined);
		if (name === undefined) {
			break;
		}

		active.push(name);
		rest = typeof rest === 'string' ? undefined : rest[name];
	}

	return active.join('.');
}

/** The paths of all active states, outer ones first. */
function pathsOf(value: StateValue, parent = ''): readonly string[] {
	if (typeof value === 'string') {
		return [parent + value];
	}

	return Object.entries(value).flatMap(([name, inner]) => [parent + name, ...(inner === undefined ? [] : pathsOf(inner, `${parent}${name}.`))]);
}
