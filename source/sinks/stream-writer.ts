import {Buffer} from 'node:buffer';
import net from 'node:net';
import tty from 'node:tty';
import type {SinkFailure} from '../domain/sink-failure.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Sink} from '../engine/ports/sink.js';
import {describeError, errorCode} from '../engine/system-error.js';
import {
	dropWithdrawn, partsOf, type HandedBatch,
} from './handed-batch.js';

/** How much is under way at once, in bytes: a slow reader confirms it piece by piece. */
const mostBytes = 256 * 1024;

const withdrawnUnderWay: SinkFailure = {kind: 'retry', message: 'withdrawn while it was being written', outcomeUnknown: true};

type StreamWriterOptions = {
	readonly fd: number;

	/** The sink's name, for messages. */
	readonly name: string;
	readonly clock: Clock;
};

/**
Writes to a pipe, a socket or a terminal: one group at a time, the next gathered meanwhile.

A group is copied before it leaves, so that a batch that is withdrawn can be answered at once though its bytes are still on their way.
*/
export function createStreamWriter({fd, name, clock}: StreamWriterOptions): Required<Pick<Sink, 'write' | 'commit'>> & {close(): void} {
	const stream = tty.isatty(fd) ? new tty.WriteStream(fd) : new net.Socket({fd, readable: false, writable: true});
	const buffer = Buffer.allocUnsafeSlow(mostBytes);
	const watched = new WeakSet<AbortSignal>();
	let gathered: HandedBatch[] = [];
	let underWay: readonly HandedBatch[] | undefined;
	let gone: SinkFailure | undefined;
	let isClosed = false;

	const settleAll = (handed: readonly HandedBatch[], failure?: SinkFailure): void => {
		for (const {batch, settle} of handed) {
			settle(batch, failure);
		}
	};

	const lose = (error: unknown): void => {
		if (gone !== undefined || isClosed) {
			return;
		}

		const reason = errorCode(error) === 'EPIPE' ? 'its reader has closed it' : describeError(error);
		gone = {kind: 'closed', message: `${name}: ${reason}`, outcomeUnknown: false};
		const lost = underWay ?? [];
		const waiting = gathered;
		underWay = undefined;
		gathered = [];
		settleAll(lost, {...gone, outcomeUnknown: true});
		settleAll(waiting, gone);
	};

	const finish = (error: unknown): void => {
		if (error) {
			lose(error);
			return;
		}

		const done = underWay ?? [];
		underWay = undefined;
		if (gathered.length > 0) {
			// Not at once: a fast reader would keep the engine's turn from ever ending.
			clock.defer(commit);
		}

		settleAll(done);
	};

	/** Takes the first of what is gathered, up to what may be under way, but at least one batch. */
	const nextGroup = (): {readonly group: readonly HandedBatch[]; readonly bytes: number} => {
		const waiting = dropWithdrawn(takeGathered());
		let count = 0;
		let bytes = 0;
		for (const {batch} of waiting) {
			if (count > 0 && bytes + batch.bytes > mostBytes) {
				break;
			}

			bytes += batch.bytes;
			count++;
		}

		gathered = [...waiting.slice(count), ...gathered];
		return {group: waiting.slice(0, count), bytes};
	};

	const takeGathered = (): readonly HandedBatch[] => {
		const taken = gathered;
		gathered = [];
		return taken;
	};

	const commit = (): void => {
		if (isClosed || underWay !== undefined || gathered.length === 0) {
			return;
		}

		if (gone !== undefined) {
			settleAll(takeGathered(), gone);
			return;
		}

		const {group, bytes} = nextGroup();
		if (group.length > 0) {
			underWay = group;
			stream.write(copyOf(group, bytes, buffer), finish);
		}
	};

	const withdraw = (): void => {
		if (isClosed) {
			return;
		}

		const flying = underWay ?? [];
		underWay &&= underWay.filter(({signal}) => !signal.aborted);
		settleAll(flying.filter(({signal}) => signal.aborted), withdrawnUnderWay);
		gathered = [...dropWithdrawn(takeGathered()), ...gathered];
	};

	stream.on('error', lose);
	return {
		write(batch, settle, signal) {
			gathered.push({batch, settle, signal});
			if (!watched.has(signal)) {
				watched.add(signal);
				signal.addEventListener('abort', () => {
					clock.defer(withdraw);
				}, {once: true});
			}
		},
		commit,
		close() {
			isClosed = true;
			stream.destroy();
		},
	};
}

/** The bytes of a group in one piece, in the buffer if they fit. */
function copyOf(group: readonly HandedBatch[], bytes: number, buffer: Uint8Array): Uint8Array {
	const target = bytes <= buffer.length ? buffer : Buffer.allocUnsafeSlow(bytes);
	let length = 0;
	for (const part of partsOf(group.map(({batch}) => batch))) {
		target.set(part, length);
		length += part.length;
	}

	return target.subarray(0, length);
}
