import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import {describeError} from '../../text/system-error.js';
import type {Clock} from '../ports/clock.js';
import {header, isAction, lineOf} from './actions.js';
import {AnnotatedEngine} from './annotated-engine.js';
import type {RecordFile} from './record-file.js';

/** An engine whose user's actions are kept in a file. When the file can't be written any more, one event says so and the run goes on. */
export class RecordedEngine extends AnnotatedEngine {
	readonly #file: RecordFile;
	readonly #clock: Clock;
	#startedAt: number | undefined;
	#hasBegun = false;
	#isBroken = false;

	constructor(engine: Engine, file: RecordFile, clock: Clock) {
		super(engine, clock);
		this.#file = file;
		this.#clock = clock;
	}

	override async start(): Promise<void> {
		await super.start();
		this.#startedAt = this.#clock.now();
		this.#begin();
	}

	override send(command: Command): void {
		if (isAction(command)) {
			this.#begin();
			const now = this.#clock.now();
			this.#append(lineOf({at: now - (this.#startedAt ?? now), command}));
		}

		super.send(command);
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
			this.annotate({
				level: 'error', source: 'pipeline', message: `recording ended: can't write ${this.#file.path}: ${describeError(error)}`, detail: 'the run goes on',
			});
		}
	}
}
