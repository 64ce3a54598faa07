import type {Command} from './command.js';
import type {MachineDefinition} from './inspection.js';
import type {Report} from './report.js';
import type {Snapshot} from './snapshot.js';

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
