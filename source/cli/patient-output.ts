import {Buffer} from 'node:buffer';
import {createDeferred, type Deferred} from '../domain/deferred.js';
import type {Output} from '../tui/terminal/output.js';

/** Milliseconds until a terminal that took nothing is tried again. */
const retry = 20;

/** Bytes that are kept for a terminal that takes nothing; older lines are given up first, and counted. */
const longest = 65_536;

/** Text for people, on a terminal that may stand still: nothing ever waits for it but the end of the program, and that not for long. */
export class PatientOutput {
	readonly #output: Output;

	/** Texts that are not written; of the first one a part may be. */
	#texts: Uint8Array[] = [];
	#size = 0;
	#isBegun = false;
	#givenUp = 0;
	#isWaiting = false;
	#flushed: Deferred<void> | undefined;

	constructor(output: Output) {
		this.#output = output;
	}

	write(text: string): void {
		this.#add(text);
		if (!this.#isWaiting) {
			this.#proceed();
		}
	}

	/** Resolves once all is written or the terminal is gone. */
	async flush(): Promise<void> {
		if (this.#texts.length > 0) {
			this.#flushed ??= createDeferred();
			await this.#flushed.promise;
		}
	}

	/** Writes as much as the terminal takes in half a second, for the handlers of the exit. */
	flushAtOnce(): void {
		this.#output.writeAll(Buffer.concat(this.#texts));
		this.#clear();
	}

	#add(text: string): void {
		const bytes = Buffer.from(text);
		this.#texts.push(bytes);
		this.#size += bytes.length;
		const first = this.#isBegun ? 1 : 0;
		while (this.#size > longest && this.#texts.length > first + 1) {
			const [oldest] = this.#texts.splice(first, 1);
			this.#size -= oldest?.length ?? 0;
			this.#givenUp++;
		}
	}

	#proceed(): void {
		this.#isWaiting = false;
		try {
			this.#writeWhatGoes();
		} catch {
			// The terminal is gone.
			this.#clear();
		}

		if (this.#texts.length > 0) {
			this.#isWaiting = true;
			setTimeout(() => {
				this.#proceed();
			}, retry);
		} else {
			this.#flushed?.resolve();
			this.#flushed = undefined;
		}
	}

	#writeWhatGoes(): void {
		for (;;) {
			const [first] = this.#texts;
			if (first === undefined) {
				return;
			}

			const taken = this.#output.write(first);
			this.#size -= taken;
			this.#isBegun = taken > 0 || this.#isBegun;
			if (taken < first.length) {
				this.#texts[0] = first.subarray(taken);
				return;
			}

			this.#texts.shift();
			this.#isBegun = false;
			this.#sayGivenUp();
		}
	}

	#sayGivenUp(): void {
		if (this.#givenUp > 0) {
			const note = Buffer.from(`millrace: ${this.#givenUp} messages were not shown here, as the terminal stood still\n`);
			this.#givenUp = 0;
			this.#texts.unshift(note);
			this.#size += note.length;
		}
	}

	#clear(): void {
		this.#texts = [];
		this.#size = 0;
		this.#isBegun = false;
		this.#flushed?.resolve();
		this.#flushed = undefined;
	}
}
