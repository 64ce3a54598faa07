import {Buffer} from 'node:buffer';
import type {ClientRequest, IncomingMessage} from 'node:http';
import type {SinkFailure} from '../../domain/sink-failure.js';
import {
	failureOf, failureWithoutAnswer, withoutQuery, type HttpAnswer,
} from './http-answer.js';
import type {HttpTarget} from './http-target.js';

/** An answer's body is read to its end, so that its connection can be used again; beyond this the connection is given up, in bytes. */
const longestAnswer = 16 * 1024 * 1024;

/** As much of an answer as is kept, for a message, in bytes. */
const keptAnswer = 1024;

/** One request on its way, from its making to its one outcome. */
export type HttpRequest = {
	readonly isOver: boolean;

	/** Follows a request that Node has made, up to its outcome. */
	follow(request: ClientRequest): void;
	fail(error: unknown): void;

	/** Ends the wait; what has been answered already counts all the same. */
	giveUp(why: string): void;
};

/** `now` is in milliseconds since the epoch. `finish` is called once, with the status where there was an answer. */
export function createHttpRequest(target: HttpTarget, now: () => number, finish: (failure: SinkFailure | undefined, status?: number) => void): HttpRequest {
	const pieces: Uint8Array[] = [];
	let received = 0;
	let head: Omit<HttpAnswer, 'body'> | undefined;
	let request: ClientRequest | undefined;
	let isConnected = false;
	let isOver = false;

	const conclude = (error?: unknown): void => {
		if (isOver) {
			return;
		}

		isOver = true;
		if (head === undefined) {
			const failure = failureWithoutAnswer(target.name, error, isConnected);
			finish({...failure, message: target.hideSecrets(failure.message)});
			return;
		}

		// Only in what the receiver said, and before that is shortened: half a secret would not be found.
		const body = target.hideSecrets(Buffer.concat(pieces).toString());
		const location = head.location === undefined ? undefined : target.hideSecrets(withoutQuery(head.location));
		finish(failureOf(target.name, {...head, body, location}, now()), head.status);
	};

	const giveUp = (why: string): void => {
		conclude(new Error(why));
		request?.destroy();
	};

	const receive = (answer: IncomingMessage): void => {
		const {statusCode: status = 0, headers: {location, date, 'retry-after': retryAfter}} = answer;
		head = {
			status, retryAfter, location, date, isWhole: request?.writableFinished === true,
		};
		answer.on('data', (bytes: Uint8Array) => {
			if (received < keptAnswer) {
				pieces.push(Uint8Array.from(bytes.subarray(0, keptAnswer - received)));
			}

			received += bytes.length;
			if (received > longestAnswer) {
				giveUp('the answer is too long');
			}
		});
		answer.on('end', () => {
			conclude();
		});
		// An answer whose body breaks off has given its status all the same.
		answer.on('error', conclude);
	};

	return {
		get isOver() {
			return isOver;
		},
		follow(made) {
			request = made;
			made.on('socket', socket => {
				const connected = () => {
					isConnected = true;
				};

				if (made.reusedSocket || !socket.connecting) {
					connected();
				} else {
					socket.once(target.isSecure ? 'secureConnect' : 'connect', connected);
				}
			});
			made.on('response', receive);
			made.on('upgrade', (_answer, socket) => {
				socket.destroy();
				conclude(new Error('it switched protocols'));
			});
			made.on('error', conclude);
		},
		fail: conclude,
		giveUp,
	};
}
