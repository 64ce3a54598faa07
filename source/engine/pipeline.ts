import type {SinkFault} from '../contract/command.js';
import {workersForDrain} from '../domain/scaling/decision.js';
import type {PipelinePort} from '../machines/pipeline-port.js';
import {withChange} from '../settings/live-changes.js';
import type {SettingChange} from '../settings/settings.js';
import {describeError} from '../text/system-error.js';
import type {EngineContext} from './context.js';
import {EngineLoop} from './engine-loop.js';
import {EventReporter} from './metrics/event-reporter.js';
import {createLatencies} from './metrics/latencies.js';
import type {DeadLetters} from './ports/dead-letters.js';
import type {Queue} from './ports/queue.js';
import type {Sink} from './ports/sink.js';
import type {Source} from './ports/source.js';
import {Producer} from './producer/producer.js';
import {Autoscaler} from './scaler/autoscaler.js';
import {FaultySink} from './sink/faulty-sink.js';
import {SinkCircuit} from './sink/sink-circuit.js';
import {SinkHealth} from './sink/sink-health.js';
import {DeadLetterPolicy} from './worker/dead-letter-policy.js';
import {IdleWorkers} from './worker/idle-workers.js';
import {RefusedRecords} from './worker/refused-records.js';
import {Worker} from './worker/worker.js';
import {WorkerPool} from './worker/worker-pool.js';

/** What a pipeline is made of. */
export type PipelineComponents = {
	readonly source: Source;
	readonly queue: Queue;
	readonly sink: Sink;
	readonly deadLetters: DeadLetters;

	/** Whether faults of the sink may be set. */
	readonly allowsFaults: boolean;

	/** Whether a record may become a dead letter: their place is then logged at the start. */
	readonly needsDeadLetters?: boolean;
};

/** The engine around a pipeline. */
export type PipelineHost = {
	/** How many workers take part now, by the pipeline's machine. */
	readonly workers: () => number;

	/** The sink has completed the last batch of a worker that has left, or the last refused record is kept. */
	readonly onDepartedCompleted: () => void;

	/** The sink has lost its receiver for good. */
	readonly onSinkClosed: () => void;
	readonly onStarted: () => void;
	readonly onOpenFailed: (error: unknown) => void;
};

/** The data side of the pipeline: puts together all that moves, counts and describes records. The machines decide what it does. */
export class Pipeline implements PipelinePort {
	readonly source: Source;
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly allowsFaults: boolean;
	readonly reports: EventReporter;
	readonly health: SinkHealth;
	readonly producer: Producer;
	readonly scaler: Autoscaler;
	readonly pool: WorkerPool;
	readonly latencies = createLatencies();
	readonly refused: RefusedRecords;
	readonly #context: EngineContext;
	readonly #host: PipelineHost;
	readonly #deadLetters: DeadLetters;
	readonly #needsDeadLetters: boolean;
	readonly #deadLetterPolicy: DeadLetterPolicy;
	readonly #idle = new IdleWorkers();
	readonly #loop: EngineLoop;
	readonly #circuit: SinkCircuit;
	#isClosing = false;

	constructor(context: EngineContext, components: PipelineComponents, host: PipelineHost) {
		const {source, queue, sink, deadLetters, allowsFaults, needsDeadLetters = false} = components;
		const {clock, log} = context;
		this.#context = context;
		this.#host = host;
		this.#deadLetters = deadLetters;
		this.#needsDeadLetters = needsDeadLetters;
		this.source = source;
		this.queue = queue;
		this.sink = new FaultySink(sink, clock, context.random);
		this.allowsFaults = allowsFaults;
		this.reports = new EventReporter(context, sink.name);
		this.health = new SinkHealth(log, clock);
		this.#circuit = new SinkCircuit(context);
		this.pool = new WorkerPool(host);
		this.#deadLetterPolicy = new DeadLetterPolicy(context, deadLetters);
		this.refused = new RefusedRecords(context, deadLetters, host.onDepartedCompleted);
		this.#loop = new EngineLoop(context, {
			queue,
			sink: this.sink,
			idle: this.#idle,
			produce: () => {
				this.producer.tick();
			},
		});
		this.producer = new Producer(context, {
			source,
			queue,
			reporter: this.reports,
			requestTick: this.#loop.requestTick,
			onProduced: () => {
				this.scaler.sampleQueue();
			},
		});
		this.scaler = new Autoscaler(context, {
			queue, pacer: this.producer.pacer, flushTime: this.latencies.flushTime, isGenerated: source.isGenerated, workers: host.workers, conditions: () => ({fault: this.sink.fault, paused: this.pool.paused}),
		});
	}

	get duration(): number | undefined {
		return this.#context.settings.duration;
	}

	get grace(): number {
		return this.#context.settings.grace;
	}

	get queued(): number {
		return this.queue.depth;
	}

	get left(): number {
		return this.queue.depth + this.queue.leased.records + this.refused.waiting.records;
	}

	createWorker(id: number): Worker {
		const {queue, sink, health, latencies, pool} = this;
		return new Worker(id, this.#context, {
			queue, sink, health, latencies, circuit: this.#circuit, deadLetterPolicy: this.#deadLetterPolicy, idle: this.#idle, loop: this.#loop,
		}, pool);
	}

	workersForDrain(workers: number): number {
		return workersForDrain(this.queue.depth, workers, this.#context.settings);
	}

	/** Tries the dead letters, then opens sink, queue and source. A shutdown meanwhile opens no further one. */
	async open(): Promise<void> {
		this.#deadLetters.open();
		const {requestTick} = this.#loop;
		await this.sink.open({
			onEvent: (level, message, detail) => {
				this.#context.log.add({
					level, source: 'sink', message, ...(detail === undefined ? {} : {detail}),
				});
			},
		});
		if (!this.#isClosing) {
			await this.queue.open({onRecords: requestTick, onRoom: requestTick});
		}

		if (!this.#isClosing) {
			await this.#openSource();
		}
	}

	/** Closes all components once. A drain does it before it ends; the engine does it again after an abort, and then does not wait for a close that hangs. */
	async close(): Promise<void> {
		if (!this.#isClosing) {
			this.#isClosing = true;
			await this.#closeAll();
		}
	}

	started(): void {
		this.reports.started(this.source.name, this.#needsDeadLetters ? this.#deadLetters.name : undefined);
		this.#host.onStarted();
		this.#loop.requestTick();
	}

	openFailed(error: unknown): void {
		this.#host.onOpenFailed(error);
	}

	setFault(fault: SinkFault): void {
		this.sink.fault = fault;
	}

	/** The sender may not know what else has changed: settings that would not go together are refused here. */
	applySetting(change: SettingChange): void {
		const {schema, settings} = this.#context;
		const {name} = change;
		try {
			const {[name]: value} = withChange(schema, settings, change);
			Object.assign(settings, {[name]: value});
			this.reports.commandAccepted({type: 'setting.set', change: {name, value}});
		} catch (error) {
			this.reports.settingRefused(change, describeError(error));
			return;
		}

		this.queue.resize(settings.queueSize, settings.queueBytes);
	}

	closeQueue(): void {
		this.queue.stopOffers();
		this.#circuit.hurry();
	}

	abort(): void {
		this.producer.stopFlow();
		this.pool.cancel();
		this.sink.abort();
	}

	async #openSource(): Promise<void> {
		const {log, totals} = this.#context;
		await this.source.open({
			onReady: () => {
				this.producer.sourceReady();
			},
			onRefused: record => {
				this.refused.refuse(record);
			},
			onUnread: file => {
				totals.unread.add(file);
				this.reports.unread(file);
			},
			onTrouble(message) {
				log.add({level: 'warning', source: 'source', message});
			},
		});
	}

	/** The queue is closed last: batches may still be completed while the sink closes. */
	async #closeAll(): Promise<void> {
		await Promise.all([
			this.#closeOne('source', this.source.name, async () => this.source.close()),
			this.#closeOne('sink', this.sink.name, async () => this.sink.close()),
		]);
		await this.#closeOne('queue', this.queue.name, async () => this.queue.close());
		await this.#closeOne('sink', this.#deadLetters.name, async () => {
			this.refused.close();
			this.#deadLetters.close();
		});
	}

	async #closeOne(source: 'source' | 'sink' | 'queue', name: string, close: () => Promise<void>): Promise<void> {
		try {
			await close();
		} catch (error) {
			this.#context.log.add({level: 'error', source, message: `can't close ${name}: ${describeError(error)}`});
		}
	}
}
