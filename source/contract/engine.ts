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
	/** The event, or `after <delay>`, or empty where it is taken at once. */
	readonly event: string;
	readonly guard: string | undefined;

	/** The path of the target, or `undefined` where the state is not left. */
	readonly target: string | undefined;
	readonly actions: readonly string[];
};

/** A running pipeline as the rest of the program sees it: the same in this process, in a thread of its own or, later, elsewhere. */
export type Engine = {
	/** Settles once the pipeline has stopped or was aborted; rejects where it broke or could not start. */
	readonly stopped: Promise<Report>;
	readonly machineDefinitions: readonly MachineDefinition[];

	/** Opens the source and the sink and sets everything going. Rejects with a `UsageError` where that can't be. */
	start(): Promise<void>;
	send(command: Command): void;

	/** Calls the listener with each snapshot, ten a second, and once at the end. Returns what ends that. */
	subscribe(listener: (snapshot: Snapshot) => void): () => void;
};
