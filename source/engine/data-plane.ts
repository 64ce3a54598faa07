import type {Random} from '../domain/backoff.js';
import type {ScalingDecision} from '../domain/scaling/policy.js';
import type {DrainReason} from '../contract/command.js';
import type {ProducerEvent} from '../machines/producer-machine.js';
import type {CurrentSettings} from '../settings/settings.js';
import {describeError} from '../text/system-error.js';
import {EventReporter} from './metrics/event-reporter.js';
import {WorkerPool, type WorkerRef} from './worker/worker-pool.js';
import {EventLog} from './metrics/event-log.js';
import {FaultySink} from './sink/faulty-sink.js';
import {Worker} from './worker/worker.js';
import {LatencyMeter} from './metrics/latency-meter.js';
import {Autoscaler} from './scaler/autoscaler.js';
import {Pacer} from './producer/pacer.js';
import type {Clock} from './ports/clock.js';
import type {DeadLetters} from './ports/dead-letters.js';
import type {Queue} from './ports/queue.js';
import type {Sink} from './ports/sink.js';
import type {Source} from './ports/source.js';
import {Pump} from './producer/pump.js';
import {SinkHealth} from './sink/sink-health.js';
import {createTotals} from './metrics/totals.js';
import {EngineLoop} from './engine-loop.js';
import {DeadLetterPolicy} from './worker/dead-letter-policy.js';
import {IdleWorkers} from './worker/idle-workers.js';

export type DataPlaneParts = {
	/** Changed in place by commands; whoever else holds it sees the change. */
	readonly settings: CurrentSettings;
	readonly source: Source;
	readonly queue: Queue;
	readonly sink: Sink;
	readonly deadLetters: DeadLetters;
	readonly clock: Clock;

	/** Seeded: the same seed gives the same run on the same clock. */
	readonly random: Random;

	/** Whether faults of the sink may be set. */
	readonly allowsFaults: boolean;

	/** Whether each flush is logged. */
	readonly isVerbose?: boolean;
};

/** The machines, as the data plane speaks to them: it tells them what has happened. */
export type ControlPlane = {
	readonly tellProducer: (event: ProducerEvent) => void;
	readonly drain: (reason: DrainReason) => void;
	readonly scale: (decision: ScalingDecision) => void;

	/** A worker that has left got its last answer from the sink. */
	readonly workerSettled: () => void;

	/** Workers that take part now. */
	readonly workers: () => number;
};

/** Everything that moves, counts and describes records; the machines decide what it does. */
export class DataPlane {
	readonly sink: FaultySink;
	readonly log: EventLog;
	readonly announcer: EventReporter;
	readonly health: SinkHealth;
	readonly undeliverable: DeadLetterPolicy;
	readonly pacer: Pacer;
	readonly pump: Pump;
	readonly turns: EngineLoop;
	readonly observer: Autoscaler;
	readonly totals = createTotals();
	readonly pool = new WorkerPool();
	readonly waiting = new IdleWorkers<Worker>();
	readonly flushTime = new LatencyMeter();
	readonly endToEnd = new LatencyMeter({keepsWhole: true});
	readonly #parts: DataPlaneParts;
	readonly #control: ControlPlane;

	constructor(parts: DataPlaneParts, control: ControlPlane) {
		const {settings, clock} = parts;
		this.#parts = parts;
		this.#control = control;
		this.sink = new FaultySink(parts.sink, clock, parts.random);
		this.log = new EventLog(clock);
		this.announcer = new EventReporter(this.log, settings);
		this.health = new SinkHealth(this.log, clock);
		this.pacer = new Pacer(settings, clock);
		const {totals, log, pacer, flushTime} = this;
		const shared = {
			...parts, totals, log, pacer, flushTime,
		};
		this.undeliverable = new DeadLetterPolicy(shared);
		this.pump = new Pump({...shared, tell: control.tellProducer, onEnd: control.drain});
		this.observer = new Autoscaler({...shared, workers: control.workers, ask: control.scale});
		this.turns = new EngineLoop({
			...shared,
			sink: this.sink,
			waiting: this.waiting,
			pump: this.pump,
			produce: this.produce,
		});
	}

	/** Moves the records that are due into the queue. */
	readonly produce = (): void => {
		this.pump.produce();
		this.observer.sample();
	};

	/** The hands of a new worker. */
	createWorker(id: number, actor: WorkerRef): Worker {
		const {isVerbose = false, settings, queue, clock, random} = this.#parts;
		const {
			totals, log, sink, health, undeliverable, turns, flushTime, endToEnd,
		} = this;
		const worker: Worker = new Worker(id, {
			settings, queue, clock, random, totals, log, sink, health, undeliverable, flushTime, endToEnd, isVerbose, requestTurn: turns.requestTick, share: () => turns.batchesPerWorker,
		}, {
			onReady() {
				actor.send({type: 'queue.ready'});
			},
			onSettled() {
				actor.send({type: 'flush.completed'});
			},
			onLastAnswer: () => {
				this.pool.forget(worker);
				this.#control.workerSettled();
			},
			onSinkClosed: () => {
				this.#control.drain('sinkClosed');
			},
		});
		return worker;
	}

	/** Opens the sink, then the source; what they have to say is heard from then on. */
	async open(): Promise<void> {
		const {source, queue} = this.#parts;
		const {requestTick: request} = this.turns;
		queue.listen({onRecords: request, onRoom: request});
		await this.sink.open();
		await source.open({
			onReady: () => {
				this.pump.sourceReady();
				request();
			},
			onRefused: record => {
				this.undeliverable.refuse(record);
			},
			onError: message => {
				this.log.add({level: 'error', source: 'source', message});
			},
			onTrouble: message => {
				this.log.add({level: 'warning', source: 'source', message});
			},
		});
	}

	async close(): Promise<void> {
		const {source, deadLetters} = this.#parts;
		const [, sinkClosed] = await Promise.allSettled([source.close(), this.sink.close()]);
		if (sinkClosed.status === 'rejected') {
			this.log.add({level: 'error', source: 'sink', message: `can't close ${this.sink.name}: ${describeError(sinkClosed.reason)}`});
		}

		deadLetters.close();
	}
}
