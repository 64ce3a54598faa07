import type {StateValue} from 'xstate';
import {InternalError} from '../domain/errors.js';
import {add, nothing, type Amount} from '../domain/ledger.js';
import type {WorkerEvent} from '../machines/worker-machine.js';
import type {Lane} from './lane.js';
import {RateMeter} from './rate-meter.js';
import type {WorkerSnapshot, WorkerState} from './snapshot.js';

/** A worker's actor, as far as it is spoken to. */
export type WorkerRef = {
	send(event: WorkerEvent): void;
	getSnapshot(): {readonly value: StateValue};
};

type Member = {
	readonly lane: Lane;
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
export class Crew {
	readonly #members = new Map<number, Member>();
	readonly #departed = new Set<Lane>();
	#peak = 0;

	/** Workers that live. */
	get size(): number {
		return this.#members.size;
	}

	get peak(): number {
		return this.#peak;
	}

	laneOf(id: number): Lane {
		const member = this.#members.get(id);
		if (member === undefined) {
			throw new InternalError(`worker ${id} has no lane`);
		}

		return member.lane;
	}

	join(lane: Lane, actor: WorkerRef): void {
		this.#members.set(lane.id, {lane, actor, rate: new RateMeter()});
		this.#peak = Math.max(this.#peak, this.#members.size);
	}

	leave(id: number): void {
		const lane = this.laneOf(id);
		this.#members.delete(id);
		this.#departed.add(lane);
		lane.leave();
	}

	/** The sink has given a worker that left its last answer. */
	forget(lane: Lane): void {
		this.#departed.delete(lane);
	}

	get batched(): Amount {
		return this.#sum(lane => lane.batched);
	}

	get inFlight(): Amount {
		return this.#sum(lane => lane.inFlight);
	}

	/** Takes back whatever is at the sink. */
	withdraw(): void {
		for (const {lane} of this.#members.values()) {
			lane.withdraw();
		}

		for (const lane of this.#departed) {
			lane.withdraw();
		}
	}

	sample(now: number, batchSize: number): WorkerSnapshot[] {
		return [...this.#members.values()].map(({lane, actor, rate}) => {
			rate.read(now, lane.delivered);
			const held = add(lane.batched, lane.inFlight).records;
			return {
				id: lane.id,
				state: modeOf(actor.getSnapshot().value),
				held,
				fill: Math.min(1, held / batchSize),
				rate: rate.rate,
				delivered: lane.delivered,
				flushes: lane.flushes,
				flushTime: lane.flushTime.recent(now),
				retries: lane.retries,
				failures: lane.failures,
				attempts: lane.attempts,
			};
		});
	}

	#sum(amountOf: (lane: Lane) => Amount): Amount {
		let sum = nothing;
		for (const {lane} of this.#members.values()) {
			sum = add(sum, amountOf(lane));
		}

		for (const lane of this.#departed) {
			sum = add(sum, amountOf(lane));
		}

		return sum;
	}
}
