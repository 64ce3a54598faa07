import {Buffer} from 'node:buffer';
import type {ClientRequest, IncomingMessage} from 'node:http';
import type {SinkFailure} from '../../domain/sink-failure.js';
import {
	failureOf, failureWithoutAnswer, isConfirmation, withoutQuery, type HttpAnswer,
} from './http-answer.js';
import type {HttpConnections} from './http-connections.js';
import type {HttpTarget} from './http-target.js';

/** An answer's body is read to its end, so that its connection can be used again; beyond this the connection is given up, in bytes. */
const longestAnswer = 16 * 1024 * 1024;

/** As much of an answer as is kept, for a message, in bytes. */
const keptAnswer = 1024;

/** A piece of an answer counts as so many bytes at the least: to read it costs time, however small it is. */
const smallestPiece = 256;

export type HttpRequestOptions = {
	readonly target: HttpTarget;
	readonly connections: HttpConnections;

	/** How many records the batch has. */
	readonly records: number;

	/** In milliseconds since the epoch. */
	readonly now: () => number;

	/** Called once, with the status where there was an answer. */
	readonly finish: (failure: SinkFailure | undefined, status?: number) => void;
};

/** One batch on its way, from its making to its one outcome. */
export class HttpRequest {
	readonly #options: HttpRequestOptions;
	readonly #pieces: Uint8Array[] = [];
	#received = 0;
	#weight = 0;
	#head: Omit<HttpAnswer, 'body' | 'isWhole'> | undefined;
	#made: ClientRequest | undefined;

	/** Whether the system has taken the request to its end for sending. */
	#isWhole = false;

	/** Whether the answer has been read to its end. */
	#hasEnded = false;
	#isOver = false;

	constructor(options: HttpRequestOptions) {
		this.#options = options;
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	/** Follows a request that Node has made, up to its outcome. `sendAgain` is called where its connection had ended before and nothing has left. */
	follow(made: ClientRequest, sendAgain: () => void): void {
		this.#made = made;
		made.on('response', answer => {
			this.#receive(made, answer);
		});
		made.on('upgrade', (_answer, socket) => {
			socket.destroy();
			this.fail(new Error('it switched protocols'));
		});
		made.on('error', error => {
			if (!this.#isOver && this.#head === undefined && made.reusedSocket && !this.#options.connections.mayHaveSent(made)) {
				sendAgain();
			} else {
				this.fail(error);
			}
		});
	}

	/** There will be no answer, or no more of it; what has been answered already counts all the same. */
	fail(error: unknown): void {
		this.#conclude(error);
	}

	/** Ends the wait. */
	giveUp(why: string): void {
		this.#conclude(new Error(why));
		this.#made?.destroy();
	}

	#receive(made: ClientRequest, answer: IncomingMessage): void {
		const {statusCode: status = 0, headers: {location, date, 'retry-after': retryAfter, 'keep-alive': keepAlive}} = answer;
		this.#head = {
			status, retryAfter, location, date,
		};
		this.#isWhole = made.writableFinished && isAlive(made);
		if (!this.#isWhole) {
			this.#awaitRest(made);
		}

		if (keepAlive !== undefined) {
			this.#options.connections.heed(answer.socket, String(keepAlive));
		}

		answer.on('data', (bytes: Uint8Array) => {
			this.#read(bytes);
		});
		answer.on('end', () => {
			this.#hasEnded = true;
			if (this.#isWhole || !isConfirmation(status) || !isAlive(made)) {
				this.#conclude();
			}
		});
		answer.on('error', error => {
			this.fail(error);
		});
	}

	#read(bytes: Uint8Array): void {
		if (this.#received < keptAnswer) {
			this.#pieces.push(Uint8Array.from(bytes.subarray(0, keptAnswer - this.#received)));
		}

		this.#received += bytes.length;
		this.#weight += Math.max(bytes.length, smallestPiece);
		if (this.#weight > longestAnswer) {
			this.giveUp('the answer is too long');
		}
	}

	/** An answer that confirms before the request has been written counts once it has been: whoever answers early may read on. */
	#awaitRest(made: ClientRequest): void {
		made.once('finish', () => {
			// Node says so of a connection that has broken, too.
			this.#isWhole = isAlive(made);
			this.#concludeIfEnded();
		});
		made.once('close', () => {
			this.#concludeIfEnded();
		});
	}

	#concludeIfEnded(): void {
		if (this.#hasEnded) {
			this.#conclude();
		}
	}

	#conclude(error?: unknown): void {
		if (this.#isOver) {
			return;
		}

		this.#isOver = true;
		if (this.#head !== undefined && !this.#isWhole) {
			// The receiver may not read the rest, and nothing else may follow it.
			this.#made?.destroy();
		}

		this.#options.finish(this.#failure(error), this.#head?.status);
	}

	#failure(error: unknown): SinkFailure | undefined {
		const head = this.#head;
		const made = this.#made;
		const {target, connections, records, now} = this.#options;
		if (head === undefined) {
			const failed = failureWithoutAnswer(target.name, error, made !== undefined && connections.mayHaveSent(made));
			return {...failed, message: target.hideSecrets(failed.message)};
		}

		if (this.#isWhole && isConfirmation(head.status)) {
			return undefined;
		}

		// Only in what the receiver said, and before that is shortened: half a secret would not be found.
		const body = target.hideSecrets(Buffer.concat(this.#pieces).toString());
		const location = head.location === undefined ? undefined : target.hideSecrets(withoutQuery(head.location));
		return failureOf(target.name, {
			...head, isWhole: this.#isWhole, body, location,
		}, records, now());
	}
}

function isAlive({socket}: ClientRequest): boolean {
	return socket?.destroyed === false && socket.errored === null;
}
