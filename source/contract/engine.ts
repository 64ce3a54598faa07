import type {Command} from './command.js';
import type {Report, Snapshot} from './snapshot.js';

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

/** A running pipeline as the rest of the program sees it, whether it runs in this thread or in another one. */
export type Engine = {
	/** Settles once the pipeline has stopped or was aborted; rejects where it broke or could not start. */
	readonly stopped: Promise<Report>;
	readonly machineDefinitions: readonly MachineDefinition[];

	/** Opens the components and starts the flow. Rejects with a `UsageError` where a component can't be opened. */
	start(): Promise<void>;
	send(command: Command): void;

	/** Calls the listener with each snapshot, ten a second, and once at the end. Returns a function that ends the subscription. */
	subscribe(listener: (snapshot: Snapshot) => void): () => void;
};
