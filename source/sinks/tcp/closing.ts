import {createDeferred} from '../../domain/deferred.js';
import type {Amount} from '../../domain/ledger.js';
import {grouped} from '../../text/format.js';
import type {ConnectionEnd} from './farewell.js';

/** So often is a receiver tried that takes everything and closes nothing. */
const mostSilences = 2;

/** How far the end of a stream has come. */
export class Closing {
	/** Nothing new is sent. */
	isBegun = false;

	/** There is no time left for a further connection. */
	isAborted = false;
	readonly #over = createDeferred<void>();
	#isOver = false;
	#silences = 0;

	/** No further connection is made. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** Resolves once it is over. */
	get over(): Promise<void> {
		return this.#over.promise;
	}

	/** A connection has ended. Whether none is to follow, even if something is unconfirmed. */
	isLast({kind}: ConnectionEnd): boolean {
		if (!this.isBegun) {
			return false;
		}

		this.#silences += kind === 'silent' ? 1 : 0;
		return this.isAborted || this.#silences >= mostSilences;
	}

	finish(): void {
		this.#isOver = true;
		this.#over.resolve();
	}
}

/** What becomes of what is unconfirmed when a connection has ended; after the last one none follows. */
export function describeRest({records, bytes}: Amount, isLast: boolean): string {
	return records === 0
		? 'nothing that was sent is unconfirmed'
		: `${grouped(records)} records (${grouped(bytes)} bytes) are unconfirmed and ${isLast ? 'stay so' : 'are sent again'}`;
}
