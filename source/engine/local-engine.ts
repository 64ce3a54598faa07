import {createActor, type ActorRefFrom} from 'xstate';
import type {Random} from '../domain/backoff.js';
import {createDeferred} from '../domain/deferred.js';
import type {Ledger} from '../domain/ledger.js';
import type {Command, DrainReason} from '../machines/commands.js';
import type {CurrentSettings, SettingChange} from '../settings/settings.js';
import {Announcer} from './announcer.js';
import {charts} from './charts.js';
import {Crew, type WorkerRef} from './crew.js';
import {EventLog} from './event-log.js';
import type {Engine} from './facade.js';
import {FaultySink} from './faulty-sink.js';
import {Lane, type LaneParts} from './lane.js';
import {LatencyMeter} from './latency-meter.js';
import {Observer} from './observer.js';
import {Pacer} from './pacer.js';
import type {Clock} from './ports/clock.js';
import type {DeadLetters} from './ports/dead-letters.js';
import type {Queue} from './ports/queue.js';
import type {Sink} from './ports/sink.js';
import type {RefusedRecord, Source} from './ports/source.js';
import {
	providePipeline, provideProducer, provideScaler, provideWorker,
} from './provide.js';
import {Pump} from './pump.js';
import {Sampler, type MachineStates} from './sampler.js';
import {SinkHealth} from './sink-health.js';
import type {Report, Snapshot} from './snapshot.js';
import {createTotals} from './totals.js';
import {Turns} from './turns.js';
import {WaitingList} from './waiting-list.js';

export type EngineParts = {
	/** Changed in place by commands; whoever else holds it sees the change. */
	readonly settings: CurrentSettings;
	readonly source: Source;
	readonly queue: Queue;
	readonly sink: Sink;
	readonly deadLetters: DeadLetters;

	/** Whether a record may become a dead letter: where they go is then said at the start. */
	readonly needsDeadLetters?: boolean;
	readonly clock: Clock;

	/** Seeded: the same seed gives the same run on the same clock. */
	readonly random: Random;

	/** Whether faults of the sink may be set. */
	readonly allowsFaults: boolean;

	/** Whether each flush is logged. */
	readonly isVerbose?: boolean;

	/** Milliseconds between snapshots. */
	readonly sampleInterval?: number;
};

type Listener = (snapshot: Snapshot) => void;
type PipelineRef = ActorRefFrom<ReturnType<typeof providePipeline>>;

/** A pipeline in this thread: puts the machines and the data plane together. */
export class LocalEngine implements Engine {
	readonly charts = charts;
	readonly #parts: EngineParts;
	readonly #settings: CurrentSettings;
	readonly #sink: FaultySink;
	readonly #totals = createTotals();
	readonly #crew = new Crew();
	readonly #waiting = new WaitingList<Lane>();
	readonly #flushTime = new LatencyMeter();
	readonly #endToEnd = new LatencyMeter({keepsWhole: true});
	readonly #log: EventLog;
	readonly #announcer: Announcer;
	readonly #laneParts: LaneParts;
	readonly #pacer: Pacer;
	readonly #pump: Pump;
	readonly #turns: Turns;
	readonly #observer: Observer;
	readonly #sampler: Sampler;
	readonly #pipeline: PipelineRef;
	readonly #listeners = new Set<Listener>();
	readonly #started = createDeferred<void>();
	readonly #stopped = createDeferred<Report>();
	#sampleTimer: number | undefined;
	#isClosed = false;

	constructor(parts: EngineParts) {
		const {clock, queue, source, random} = parts;
		this.#parts = parts;
		this.#settings = parts.settings;
		this.#sink = new FaultySink(parts.sink, clock, random);
		this.#log = new EventLog(clock);
		this.#announcer = new Announcer(this.#log, this.#settings);
		const shared = {
			settings: this.#settings, clock, queue, source, totals: this.#totals, log: this.#log, flushTime: this.#flushTime, endToEnd: this.#endToEnd,
		};
		const health = new SinkHealth(this.#log);
		this.#pacer = new Pacer(this.#settings, clock);
		this.#pump = new Pump({
			...shared,
			pacer: this.#pacer,
			tell: event => {
				this.#pipeline.getSnapshot().children.producer?.send(event);
			},
			onEnd: reason => {
				this.#drain(reason);
			},
		});
		this.#turns = new Turns({
			...shared,
			sink: this.#sink,
			waiting: this.#waiting,
			pump: this.#pump,
			workers: () => this.#crew.size,
			beginTurn: () => {
				this.#pipeline.getSnapshot().children.producer?.send({type: 'turn.begun'});
			},
		});
		this.#laneParts = {
			...shared,
			sink: this.#sink,
			deadLetters: parts.deadLetters,
			random,
			health,
			isVerbose: parts.isVerbose ?? false,
			requestTurn: this.#turns.request,
			share: () => this.#turns.share,
		};
		this.#observer = new Observer({
			...shared,
			pacer: this.#pacer,
			workers: () => this.#pipeline.getSnapshot().context.workers.length,
			ask: decision => {
				this.#pipeline.send({type: 'workers.scale', ...decision});
			},
		});
		this.#pipeline = this.#createPipeline();

		// Whoever starts the engine learns of a failure there; nobody has to wait for the end.
		this.#stopped.promise.catch(() => undefined);
		this.#sampler = new Sampler({
			...shared,
			sink: this.#sink,
			allowsFaults: parts.allowsFaults,
			pacer: this.#pacer,
			crew: this.#crew,
			observer: this.#observer,
			health,
			states: () => this.#states(),
		});
	}

	get stopped(): Promise<Report> {
		return this.#stopped.promise;
	}

	/** Where every accepted record is now. */
	get ledger(): Ledger {
		return this.#sampler.ledger();
	}

	async start(): Promise<void> {
		this.#pipeline.subscribe({
			complete: () => {
				void this.#finish();
			},
			error: error => {
				this.#stopSampling();
				this.#stopped.reject(error);
			},
		});
		this.#pipeline.start();
		await this.#started.promise;
	}

	send(command: Command): void {
		this.#pipeline.send(command);
	}

	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	#createPipeline(): PipelineRef {
		const {queue, clock, allowsFaults} = this.#parts;
		const machine = providePipeline({
			settings: this.#settings,
			queue,
			sink: this.#sink,
			allowsFaults,
			crew: this.#crew,
			announcer: this.#announcer,
			worker: provideWorker({
				settings: this.#settings, crew: this.#crew, waiting: this.#waiting, createLane: (id, actor) => this.#createLane(id, actor),
			}),
			producer: provideProducer(this.#pump, this.#pacer, this.#observer),
			scaler: provideScaler(this.#observer),
			open: async () => this.#open(),
			close: async () => this.#close(),
			applySetting: change => {
				this.#applySetting(change);
			},
			onStart: () => {
				this.#begin();
			},
			onFailedToOpen: error => {
				this.#started.reject(error);
				this.#stopped.reject(error);
			},
		});
		return createActor(machine, {clock, input: {workers: this.#settings.minWorkers}});
	}

	#createLane(id: number, actor: WorkerRef): Lane {
		const lane = new Lane(id, this.#laneParts, {
			onReady() {
				actor.send({type: 'queue.ready'});
			},
			onSettled() {
				actor.send({type: 'flush.settled'});
			},
			onLastAnswer: () => {
				this.#crew.forget(lane);
				this.#pipeline.send({type: 'worker.settled'});
			},
			onSinkClosed: () => {
				this.#drain('sinkClosed');
			},
		});
		return lane;
	}

	async #open(): Promise<void> {
		const {source, queue, deadLetters, needsDeadLetters} = this.#parts;
		const {request} = this.#turns;
		queue.listen({onRecords: request, onRoom: request});
		if (needsDeadLetters) {
			deadLetters.open();
		}

		await this.#sink.open();
		await source.open({
			onReady: () => {
				this.#pump.sourceReady();
				request();
			},
			onRefused: record => {
				this.#refuse(record);
			},
			onError: message => {
				this.#log.add({level: 'error', source: 'source', message});
			},
		});
	}

	#begin(): void {
		const {source, deadLetters, needsDeadLetters} = this.#parts;
		this.#announcer.started(source.name, this.#sink.name, needsDeadLetters ? deadLetters.name : undefined);
		this.#started.resolve();
		this.#sample();
		this.#turns.request();
	}

	/** A record that can't enter is accepted all the same, so that it is in the ledger, and goes to the dead letters. */
	#refuse({bytes, size, reason}: RefusedRecord): void {
		const {deadLetters} = this.#parts;
		this.#totals.accepted.add(1, size);
		try {
			deadLetters.keep([bytes], reason);
			this.#totals.deadLettered.add(1, size);
			this.#log.add({
				level: 'error', source: 'source', message: `a record was dead-lettered to ${deadLetters.name}`, detail: reason,
			});
		} catch (error) {
			this.#totals.dropped.deadLetterFailed.add(1, size);
			this.#log.add({
				level: 'error', source: 'source', message: `a record was dropped: dead letters can't be written to ${deadLetters.name}`, detail: error instanceof Error ? error.message : String(error),
			});
		}
	}

	#drain(reason: DrainReason): void {
		this.#pipeline.send({type: 'drain', reason});
	}

	#applySetting(change: SettingChange): void {
		if (change.name === 'rate') {
			this.#pipeline.send({type: 'rate.set', rate: change.value});
			return;
		}

		Object.assign(this.#settings, {[change.name]: change.value});
		this.#parts.queue.resize(this.#settings.queueSize, this.#settings.queueBytes);
	}

	#states(): MachineStates {
		const {value, context, children: {producer, scaler}} = this.#pipeline.getSnapshot();
		const producerValue = producer?.getSnapshot().value ?? 'stopped';
		return {
			pipeline: typeof value === 'string' ? (value === 'failed' ? 'stopped' : value) : 'draining',
			producer: typeof producerValue === 'string' ? producerValue : 'producing',
			scaler: scaler?.getSnapshot().value ?? 'stopped',
			desired: context.desired,
		};
	}

	#sample(): void {
		this.#publish();
		this.#sampleTimer = this.#parts.clock.setTimeout(() => {
			this.#sample();
		}, this.#parts.sampleInterval ?? 100);
	}

	#publish(): void {
		const snapshot = this.#sampler.snapshot();
		for (const listener of this.#listeners) {
			listener(snapshot);
		}
	}

	async #finish(): Promise<void> {
		this.#stopSampling();
		try {
			const {value} = this.#pipeline.getSnapshot();
			const report = this.#sampler.report(value === 'aborted' ? 'aborted' : 'stopped');
			this.#publish();
			await this.#close();

			// Whoever was told to leave while it opened has nothing to wait for.
			this.#started.resolve();
			this.#stopped.resolve(report);
		} catch (error) {
			this.#stopped.reject(error);
		}
	}

	#stopSampling(): void {
		if (this.#sampleTimer !== undefined) {
			this.#parts.clock.clearTimeout(this.#sampleTimer);
		}
	}

	/** A drain closes before it ends; an abort, or what failed to open, at the end. */
	async #close(): Promise<void> {
		if (this.#isClosed) {
			return;
		}

		this.#isClosed = true;
		const {source, deadLetters} = this.#parts;
		await Promise.allSettled([source.close(), this.#sink.close()]);
		deadLetters.close();
	}
}
