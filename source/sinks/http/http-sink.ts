import {Buffer} from 'node:buffer';
import {promisify} from 'node:util';
import zlib from 'node:zlib';
import type {Pool} from 'undici';
import type {Batch} from '../../domain/batch.js';
import type {Clock} from '../../engine/ports/clock.js';
import type {Sink} from '../../engine/ports/sink.js';
import {partsOf} from '../writing/pending-batch.js';
import {createHttpRequest, type HttpRequest} from './http-request.js';
import {parseTarget} from './http-target.js';

const gzip = promisify(zlib.gzip);

type HttpSinkOptions = {
	readonly url: string;
	readonly contentType: string;
	readonly gzip: boolean;

	/** How long a batch may wait for its answer, in milliseconds; asked for each batch. */
	readonly timeout: () => number;
	readonly clock: Clock;
};

/**
One POST a batch, its records as they are. Which failures can be mended by trying again is said in `failureOf`.

Throws a `UsageError` where the address is none.
*/
export function createHttpSink({url, contentType, gzip: compresses, timeout, clock}: HttpSinkOptions): Sink {
	const target = parseTarget(url);
	let pool: Promise<Pool> | undefined;
	const headers = {
		'content-type': contentType,
		...(compresses && {'content-encoding': 'gzip'}),
		...(target.authorization !== undefined && {authorization: target.authorization}),
	};
	const watched = new WeakSet<AbortSignal>();
	const waiting = new Map<HttpRequest, AbortSignal>();
	let isClosed = false;

	/** Undici is loaded only here: it takes 60 ms and 10 MB that other sinks need not pay. */
	const connect = async (): Promise<Pool> => {
		const undici = await import('undici');

		// Time limits are ours, on our clock.
		return new undici.Pool(target.origin, {headersTimeout: 0, bodyTimeout: 0});
	};

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

	const post = async (batch: Batch, request: HttpRequest): Promise<void> => {
		try {
			// A copy: what was cancelled may be used again while its last bytes still leave.
			const records = Buffer.concat(partsOf([batch]));
			const body = compresses ? await gzip(records, {level: zlib.constants.Z_BEST_SPEED}) : records;
			pool ??= connect();
			const connections = await pool;
			if (!request.isOver) {
				connections.dispatch({
					method: 'POST', path: target.path, headers, body,
				}, request.handler);
			}
		} catch (error) {
			request.fail(error);
		}
	};

	return {
		name: target.name,
		maxInFlight: 1,
		async open() {
			// A receiver that is not there yet is waited for.
			pool ??= connect();
			await pool;
		},
		write(batch, complete, signal) {
			const limit = timeout();
			const request = createHttpRequest(target, () => clock.wall() / 1000, failure => {
				clock.clearTimeout(timer);
				waiting.delete(request);
				// Deferred, since undici can fail a request while it is handed over.
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
				void post(batch, request);
			}
		},
		async close() {
			isClosed = true;
			const connections = await pool;
			await connections?.destroy();
		},
	};
}
