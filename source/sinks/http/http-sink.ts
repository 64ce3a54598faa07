import {Buffer} from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import {promisify} from 'node:util';
import zlib from 'node:zlib';
import type {Batch} from '../../domain/batch.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {partsOf} from '../writing/pending-batch.js';
import {createHttpRequest, type HttpRequest} from './http-request.js';
import {parseTarget} from './http-target.js';
import {RequestSize} from './request-size.js';

const gzip = promisify(zlib.gzip);

type HttpSinkOptions = {
	readonly url: string;
	readonly contentType: string;
	readonly gzip: boolean;

	/** The most bytes of a request, before it is compressed; asked for each batch. */
	readonly batchBytes: () => number;

	/** How long a batch may wait for its answer, in milliseconds; asked for each batch. */
	readonly timeout: () => number;
	readonly clock: Clock;
};

/**
One POST a batch, its records as they are. Which failures can be mended by trying again is said in `failureOf`.

The client is Node's own: it takes interim answers such as an unasked `100 Continue` as RFC 9110 wants it, at any point.

Throws a `UsageError` where the address is none.
*/
export function createHttpSink({url, contentType, gzip: compresses, batchBytes, timeout, clock}: HttpSinkOptions): Sink {
	const target = parseTarget(url);
	const client = target.isSecure ? https : http;
	const agent = new client.Agent({keepAlive: true, noDelay: true});
	const requestSize = new RequestSize(clock, batchBytes);
	const options = {
		...target.endpoint,
		method: 'POST',
		agent,
		headers: {
			'content-type': contentType,
			...(compresses && {'content-encoding': 'gzip'}),
			...(target.authorization !== undefined && {authorization: target.authorization}),
		},
	};
	const watched = new WeakSet<AbortSignal>();
	const waiting = new Map<HttpRequest, AbortSignal>();
	let isClosed = false;

	const cancel = (): void => {
		for (const [request, signal] of waiting) {
			if (signal.aborted) {
				request.giveUp('cancelled');
			}
		}
	};

	/** One listener a signal, however many batches are handed over with it. */
	const watch = (signal: AbortSignal): void => {
		if (!watched.has(signal)) {
			watched.add(signal);
			signal.addEventListener('abort', cancel, {once: true});
		}
	};

	const post = (body: Uint8Array, request: HttpRequest): void => {
		if (!request.isOver) {
			const made = client.request({...options, headers: {...options.headers, 'content-length': body.length}});
			request.follow(made);
			made.end(body);
		}
	};

	const compressAndPost = async (records: Uint8Array, request: HttpRequest): Promise<void> => {
		try {
			post(await gzip(records, {level: zlib.constants.Z_BEST_SPEED}), request);
		} catch (error) {
			request.fail(error);
		}
	};

	const send = (batch: Batch, request: HttpRequest): void => {
		// A copy: what was cancelled may be used again while its last bytes still leave.
		const records = Buffer.concat(partsOf([batch]));
		if (compresses) {
			void compressAndPost(records, request);
		} else {
			post(records, request);
		}
	};

	return {
		name: target.name,
		maxInFlight: 1,
		get maxBatchBytes() {
			return requestSize.most;
		},
		async open() {
			// A receiver that is not there yet is waited for.
		},
		write(batch, complete, signal) {
			const limit = timeout();
			const request = createHttpRequest(target, () => clock.wall() / 1000, (failure, status) => {
				clock.clearTimeout(timer);
				waiting.delete(request);
				if (status === 413) {
					requestSize.refused(batch);
				}

				// Deferred, since a request can fail while it is handed over.
				clock.defer(() => {
					if (!isClosed) {
						complete(batch, failure);
					}
				});
			});
			const timer = clock.setTimeout(() => {
				request.giveUp(`no answer in ${limit} ms`);
			}, limit);
			waiting.set(request, signal);
			watch(signal);
			if (signal.aborted) {
				cancel();
			} else {
				send(batch, request);
			}
		},
		async close() {
			isClosed = true;
			for (const request of waiting.keys()) {
				request.giveUp('closed');
			}

			agent.destroy();
		},
	};
}
