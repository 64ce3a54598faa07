import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import type {Clock} from '../ports/clock.js';
import type {Report, Snapshot} from '../../contract/snapshot.js';
import {describeError} from '../../text/system-error.js';
import {header, isAction, lineOf} from './actions.js';
import type {RecordFile} from './record-file.js';
import {Remarks} from './remarks.js';

/** An engine whose user's actions are kept in a file. A file that can't be written any more is said once; the run goes on. */
export class RecordedEngine implements Engine {
	readonly #engine: Engine;
	readonly #file: RecordFile;
	readonly #clock: Clock;
	readonly #remarks: Remarks;
	#startedAt: number | undefined;
	#hasBegun = false;
	#isBroken = false;

	constructor(engine: Engine, file: RecordFile, clock: Clock) {
		this.#engine = engine;
		this.#file = file;
		this.#clock = clock;
		this.#remarks = new Remarks(engine, clock);
	}

	get machineDefinitions(): Engine['machineDefinitions'] {
		return this.#engine.machineDefinitions;
	}

	get stopped(): Promise<Report> {
		return this.#engine.stopped;
	}

	async start(): Promise<void> {
		await this.#engine.start();
		this.#startedAt = this.#clock.now();
		this.#begin();
	}

	send(command: Command): void {
		if (isAction(command)) {
			this.#begin();
			const now = this.#clock.now();
			this.#append(lineOf({at: now - (this.#startedAt ?? now), command}));
		}

		this.#engine.send(command);
	}

	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#remarks.subscribe(listener);
	}

	#begin(): void {
		if (!this.#hasBegun) {
			this.#hasBegun = true;
			this.#append(header);
		}
	}

	#append(line: string): void {
		if (this.#isBroken) {
			return;
		}

		try {
			this.#file.append(line);
		} catch (error) {
			this.#isBroken = true;
			this.#remarks.add({
				level: 'error', source: 'pipeline', message: `recording ended: can't write ${this.#file.path}: ${describeError(error)}`, detail: 'the run goes on',
			});
		}
	}
}
