import type {StateValue} from 'xstate';
import {workerStates, type WorkerSnapshot, type WorkerState} from '../../contract/snapshot.js';
import {InternalError} from '../../domain/errors.js';
import {add, nothing, type Amount} from '../../domain/ledger.js';
import type {MachineRef} from '../../machines/machine-ref.js';
import type {WorkerEvent} from '../../machines/worker-port.js';
import {RateMeter} from '../metrics/rate-meter.js';
import type {Worker, WorkerRegistry} from './worker.js';

type Member = {
	readonly worker: Worker;
	readonly machine: MachineRef<WorkerEvent>;
	readonly rate: RateMeter;
};

/** The outermost state that a worker's machine is in. */
function stateOf(value: StateValue): WorkerState {
	const name = typeof value === 'string' ? value : Object.keys(value)[0];
	const state = workerStates.find(state => state === name);
	if (state === undefined) {
		throw new InternalError(`a worker is in an unknown state: ${JSON.stringify(value)}`);
	}

	return state;
}

/** What a pool tells the pipeline. */
export type PoolEvents = {
	/** The sink has completed the last batch of a departed worker. */
	readonly onDepartedCompleted: () => void;

	/** The sink has lost its receiver for good. */
	readonly onSinkClosed: () => void;
};

/** All workers: the living ones, and the departed ones to which the sink still owes completions. */
export class WorkerPool implements WorkerRegistry {
	readonly #members = new Map<number, Member>();
	readonly #departed = new Set<Worker>();
	readonly #events: PoolEvents;
	#peak = 0;

	constructor(events: PoolEvents) {
		this.#events = events;
	}

	/** Living workers. */
	get size(): number {
		return this.#members.size;
	}

	get peak(): number {
		return this.#peak;
	}

	/** The ids of the workers that are paused. */
	get paused(): readonly number[] {
		return [...this.#members.values()].filter(({machine}) => stateOf(machine.getSnapshot().value) === 'paused').map(({worker}) => worker.id);
	}

	get batched(): Amount {
		return this.#sum(worker => worker.batched);
	}

	get inFlight(): Amount {
		return this.#sum(worker => worker.inFlight);
	}

	add(worker: Worker, machine: MachineRef<WorkerEvent>): void {
		this.#members.set(worker.id, {worker, machine, rate: new RateMeter()});
		this.#peak = Math.max(this.#peak, this.#members.size);
	}

	depart(worker: Worker): void {
		this.#members.delete(worker.id);
		this.#departed.add(worker);
	}

	forget(worker: Worker): void {
		this.#departed.delete(worker);
		this.#events.onDepartedCompleted();
	}

	sinkClosed(): void {
		this.#events.onSinkClosed();
	}

	/** Takes back all batches that are at the sink. */
	cancel(): void {
		for (const worker of this.#workers()) {
			worker.cancel();
		}
	}

	/** What each living worker does; `now` in monotonic milliseconds. */
	sample(now: number, batchSize: number): WorkerSnapshot[] {
		return [...this.#members.values()].map(({worker, machine, rate}) => {
			const {metrics} = worker;
			rate.read(now, metrics.delivered);
			const held = add(worker.batched, worker.inFlight).records;
			return {
				id: worker.id,
				state: stateOf(machine.getSnapshot().value),
				held,
				fill: Math.min(1, held / batchSize),
				rate: rate.rate,
				delivered: metrics.delivered,
				flushes: metrics.flushes,
				flushTime: metrics.flushTime.recent(now),
				retries: metrics.retries,
				failures: metrics.failures,
				attempts: worker.attempts,
			};
		});
	}

	* #workers(): Generator<Worker> {
		for (const {worker} of this.#members.values()) {
			yield worker;
		}

		yield * this.#departed;
	}

	#sum(amountOf: (worker: Worker) => Amount): Amount {
		let sum = nothing;
		for (const worker of this.#workers()) {
			sum = add(sum, amountOf(worker));
		}

		return sum;
	}
}
