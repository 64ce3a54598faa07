import type {MachineName} from './command.js';

/** A machine's definition as plain data, for drawing it. The first state is the machine itself. */
export type MachineDefinition = {
	readonly id: string;
	readonly states: readonly StateDefinition[];
};

export type StateDefinition = {
	/** The path from the machine, with dots; empty for the machine itself. */
	readonly path: string;
	readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
	readonly initial: string | undefined;
	readonly transitions: readonly TransitionDefinition[];
};

export type TransitionDefinition = {
	/** The event, or `after <delay>`; empty for a transition that is taken at once. */
	readonly event: string;
	readonly guard: string | undefined;

	/** The path of the target; `undefined` where the state is not left. */
	readonly target: string | undefined;
	readonly actions: readonly string[];
};

/** A machine that a user inspects. */
export type InspectedMachine = {
	readonly machine: MachineName;

	/** The id of a worker. */
	readonly id: number | undefined;

	/** The paths of all active states, outer ones first; none where there is no such machine. */
	readonly states: readonly string[];

	/** The last transitions since the inspection began, at most ten, oldest first. */
	readonly transitions: readonly InspectedTransition[];
};

/** A transition that a machine has taken. States are paths. */
export type InspectedTransition = {
	/** Microseconds since the epoch. */
	readonly at: number;

	/** As in the machine's definition; `always` for a transition without an event. */
	readonly event: string;
	readonly guard: string | undefined;
	readonly from: string;
	readonly to: string;

	/** How often in a row. A transition back into its own state is counted even when others come between. `at` is the last time. */
	readonly times: number;
};
