import type {StateValue} from 'xstate';
import {InternalError} from '../../domain/errors.js';
import {add, nothing, type Amount} from '../../domain/ledger.js';
import type {WorkerEvent} from '../../machines/worker-machine.js';
import {RateMeter} from '../metrics/rate-meter.js';
import type {WorkerSnapshot, WorkerState} from '../../contract/snapshot.js';
import type {Worker} from './worker.js';

/** A worker's actor, as far as it is spoken to. */
export type WorkerRef = {
	send(event: WorkerEvent): void;
	getSnapshot(): {readonly value: StateValue};
};

type Member = {
	readonly worker: Worker;
	readonly actor: WorkerRef;
	readonly rate: RateMeter;
};

const modes = ['idle', 'filling', 'flushing', 'backingOff', 'paused', 'draining', 'stopped', 'killed'] as const satisfies readonly WorkerState[];

/** The mode that a worker is in, whatever the states within it. */
function modeOf(value: StateValue): WorkerState {
	const name = typeof value === 'string' ? value : Object.keys(value)[0];
	const mode = modes.find(mode => mode === name);
	if (mode === undefined) {
		throw new InternalError(`a worker is in an unknown state: ${JSON.stringify(value)}`);
	}

	return mode;
}

/** All workers: those that live, and those that have left while the sink still owes them an answer. */
export class WorkerPool {
	readonly #members = new Map<number, Member>();
	readonly #departed = new Set<Worker>();
	#peak = 0;

	/** Workers that live. */
	get size(): number {
		return this.#members.size;
	}

	get peak(): number {
		return this.#peak;
	}

	workerOf(id: number): Worker {
		const member = this.#members.get(id);
		if (member === undefined) {
			throw new InternalError(`worker ${id} has no worker`);
		}

		return member.worker;
	}

	add(worker: Worker, actor: WorkerRef): void {
		this.#members.set(worker.id, {worker, actor, rate: new RateMeter()});
		this.#peak = Math.max(this.#peak, this.#members.size);
	}

	leave(id: number): void {
		const worker = this.workerOf(id);
		this.#members.delete(id);
		this.#departed.add(worker);
		worker.leave();
	}

	/** The sink has given a worker that left its last answer. */
	forget(worker: Worker): void {
		this.#departed.delete(worker);
	}

	get batched(): Amount {
		return this.#sum(worker => worker.batched);
	}

	get inFlight(): Amount {
		return this.#sum(worker => worker.inFlight);
	}

	/** Takes back whatever is at the sink. */
	cancel(): void {
		for (const {worker} of this.#members.values()) {
			worker.cancel();
		}

		for (const worker of this.#departed) {
			worker.cancel();
		}
	}

	sample(now: number, batchSize: number): WorkerSnapshot[] {
		return [...this.#members.values()].map(({worker, actor, rate}) => {
			rate.read(now, worker.delivered);
			const held = add(worker.batched, worker.inFlight).records;
			return {
				id: worker.id,
				state: modeOf(actor.getSnapshot().value),
				held,
				fill: Math.min(1, held / batchSize),
				rate: rate.rate,
				delivered: worker.delivered,
				flushes: worker.flushes,
				flushTime: worker.flushTime.recent(now),
				retries: worker.retries,
				failures: worker.failures,
				attempts: worker.attempts,
			};
		});
	}

	#sum(amountOf: (worker: Worker) => Amount): Amount {
		let sum = nothing;
		for (const {worker} of this.#members.values()) {
			sum = add(sum, amountOf(worker));
		}

		for (const worker of this.#departed) {
			sum = add(sum, amountOf(worker));
		}

		return sum;
	}
}
