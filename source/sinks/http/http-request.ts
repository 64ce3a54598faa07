import {Buffer} from 'node:buffer';
import type {IncomingHttpHeaders} from 'node:http';
import type {Dispatcher} from 'undici';
import type {SinkFailure} from '../../domain/sink-failure.js';
import {
	failureOf, failureWithoutAnswer, withoutQuery, type HttpAnswer,
} from './http-answer.js';
import type {HttpTarget} from './http-target.js';

/** An answer's body beyond this is not waited for, in bytes. */
const longestAnswer = 64 * 1024;

/** As much of an answer as is kept, for a message, in bytes. */
const keptAnswer = 1024;

/** One request on its way, from its making to its one outcome. */
export type HttpRequest = {
	readonly isOver: boolean;

	/** What undici tells of the request. */
	readonly handler: Dispatcher.DispatchHandler;
	fail(error: unknown): void;

	/** Ends the wait; what has been answered already counts all the same. */
	giveUp(why: string): void;
};

/** `now` is in milliseconds since the epoch. `finish` is called once. */
export function createHttpRequest(target: HttpTarget, now: () => number, finish: (failure: SinkFailure | undefined) => void): HttpRequest {
	const pieces: Uint8Array[] = [];
	let received = 0;
	let head: Omit<HttpAnswer, 'body'> | undefined;
	let controller: Dispatcher.DispatchController | undefined;
	let isOver = false;

	const conclude = (error?: unknown): void => {
		if (isOver) {
			return;
		}

		isOver = true;
		if (head === undefined) {
			const failure = failureWithoutAnswer(target.name, error, controller !== undefined);
			finish({...failure, message: target.hideSecrets(failure.message)});
			return;
		}

		// Only in what the receiver said, and before that is shortened: half a secret would not be found.
		const body = target.hideSecrets(Buffer.concat(pieces).toString());
		const location = head.location === undefined ? undefined : target.hideSecrets(withoutQuery(head.location));
		finish(failureOf(target.name, {...head, body, location}, now()));
	};

	const giveUp = (why: string): void => {
		const error = new Error(why);
		conclude(error);
		controller?.abort(error);
	};

	return {
		get isOver() {
			return isOver;
		},
		fail: conclude,
		giveUp,
		handler: {
			onRequestStart(started) {
				if (isOver) {
					started.abort(new Error('cancelled'));
				} else {
					controller = started;
				}
			},
			onRequestUpgrade(_controller, _status, _headers, socket) {
				socket.destroy();
				conclude(new Error('it switched protocols'));
			},
			onResponseStart(_controller, status, headers) {
				// Below 200 it is not the answer yet.
				if (status >= 200) {
					head = {status, retryAfter: headerOf(headers, 'retry-after'), location: headerOf(headers, 'location')};
				}
			},
			onResponseData(_controller, bytes) {
				if (received < keptAnswer) {
					pieces.push(Uint8Array.from(bytes.subarray(0, keptAnswer - received)));
				}

				received += bytes.length;
				if (received > longestAnswer) {
					giveUp('the answer is too long');
				}
			},
			onResponseEnd() {
				conclude();
			},
			onResponseError(_controller, error) {
				conclude(error);
			},
		},
	};
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}
