import {Buffer} from 'node:buffer';
import http from 'node:http';
import {promisify} from 'node:util';
import zlib from 'node:zlib';
import type {Batch} from '../../domain/batch.js';
import type {SinkFailure} from '../../domain/sink-failure.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {duration} from '../../text/format.js';
import {partsOf} from '../writing/pending-batch.js';
import {HttpConnections} from './http-connections.js';
import {HttpRequest} from './http-request.js';
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
	const connections = new HttpConnections(target, () => clock.now());
	const requestSize = new RequestSize(batchBytes);
	const {hostname, port, path} = target.endpoint;
	const {protocol} = connections;

	// A list of names and values goes out as it is: Node checks and copies an object for each request.
	const headers = [
		'Host',
		target.host,
		'Content-Type',
		contentType,
		...(compresses ? ['Content-Encoding', 'gzip'] : []),
		...(target.authorization === undefined ? [] : ['Authorization', target.authorization]),
		'Content-Length',
	];
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

	const learn = (batch: Batch, failure: SinkFailure | undefined, status: number | undefined): void => {
		if (failure === undefined) {
			requestSize.accepted(batch);
		} else if (status === 413) {
			requestSize.refused(batch);
		}
	};

	const now = (): number => clock.wall() / 1000;

	const post = (body: Uint8Array, request: HttpRequest): void => {
		if (!request.isOver) {
			const made = http.request({
				protocol, hostname, port, path, method: 'POST', agent: connections, headers: [...headers, String(body.length)],
			});
			request.follow(made, () => {
				post(body, request);
			});
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
			const request = new HttpRequest({
				target,
				connections,
				records: batch.records,
				now,
				finish(failure, status) {
					clock.clearTimeout(timer);
					waiting.delete(request);
					learn(batch, failure, status);
					// Deferred, since a request can fail while it is handed over.
					clock.defer(() => {
						if (!isClosed) {
							complete(batch, failure);
						}
					});
				},
			});
			const timer = clock.setTimeout(() => {
				request.giveUp(`no answer in ${duration(limit)}`);
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

			connections.destroy();
		},
	};
}
