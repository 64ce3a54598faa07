import {createActor, type ActorRefFrom} from 'xstate';
import {createDeferred} from '../domain/deferred.js';
import type {Ledger} from '../domain/ledger.js';
import type {Command} from '../contract/command.js';
import {withChange} from '../settings/checks.js';
import type {SettingChange} from '../settings/settings.js';
import type {Engine} from '../contract/engine.js';
import type {Report, Snapshot} from '../contract/snapshot.js';
import {describeError} from '../text/system-error.js';
import {machineDefinitions} from './inspect/machine-definitions.js';
import {DataPlane, type ControlPlane, type DataPlaneParts} from './data-plane.js';
import {MachineInspector} from './inspect/machine-inspector.js';
import {
	providePipeline, provideProducer, provideScaler, provideWorker,
} from './provide.js';
import {Sampler, type MachineStates} from './metrics/sampler.js';

export type EngineParts = DataPlaneParts & {
	/** Whether a record may become a dead letter: where they go is then tried and said at the start. */
	readonly needsDeadLetters?: boolean;

	/** Milliseconds between snapshots. */
	readonly sampleInterval?: number;
};

/** Milliseconds from a command to the snapshot that shows what it does. */
const soonest = 15;

type Listener = (snapshot: Snapshot) => void;
type PipelineRef = ActorRefFrom<ReturnType<typeof providePipeline>>;

/** A pipeline in this thread: puts the machines and the data plane together. */
export class LocalEngine implements Engine {
	readonly machineDefinitions = machineDefinitions;
	readonly #parts: EngineParts;
	readonly #plane: DataPlane;
	readonly #pipeline: PipelineRef;
	readonly #watch: MachineInspector;
	readonly #sampler: Sampler;
	readonly #listeners = new Set<Listener>();
	readonly #started = createDeferred<void>();
	readonly #stopped = createDeferred<Report>();
	#sampleTimer: number | undefined;
	#sampleDue = 0;
	#isClosed = false;
	#openFailure: {readonly error: unknown} | undefined;

	constructor(parts: EngineParts) {
		this.#parts = parts;
		this.#plane = new DataPlane(parts, this.#createControl());
		this.#pipeline = this.#createPipeline();
		this.#watch = new MachineInspector(this.#pipeline, parts.clock);
		this.#sampler = new Sampler({
			...parts,
			...this.#plane,
			states: () => this.#states(),
			watched: () => this.#watch.read(),
		});

		// Whoever starts the engine learns of a failure there; nobody has to wait for the end.
		this.#stopped.promise.catch(() => undefined);
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
		if (command.type === 'machine.inspect') {
			this.#watch.inspect(command.machine, command.id);
		} else {
			this.#pipeline.send(command);
		}

		this.#sampleSoon();
	}

	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	#createControl(): ControlPlane {
		return {
			tellProducer: event => {
				this.#pipeline.getSnapshot().children.producer?.send(event);
			},
			drain: reason => {
				this.#pipeline.send({type: 'drain', reason});
			},
			scale: decision => {
				this.#pipeline.send({type: 'workers.scale', ...decision});
			},
			workerSettled: () => {
				this.#pipeline.send({type: 'departed.completed'});
			},
			workers: () => this.#pipeline.getSnapshot().context.workers.length,
		};
	}

	#createPipeline(): PipelineRef {
		const {settings, queue, clock, allowsFaults} = this.#parts;
		const {
			sink, pool, announcer, waiting, observer, turns,
		} = this.#plane;
		const machine = providePipeline({
			settings,
			queue,
			sink,
			allowsFaults,
			pool,
			announcer,
			turns,
			worker: provideWorker({
				settings, pool, waiting, queue, turns, createWorker: (id, actor) => this.#plane.createWorker(id, actor),
			}),
			producer: provideProducer(this.#plane),
			scaler: provideScaler(observer),
			open: async () => this.#open(),
			close: async () => this.#close(),
			applySetting: change => {
				this.#applySetting(change);
			},
			onStart: () => {
				this.#begin();
			},
			onFailedToOpen: error => {
				this.#openFailure = {error};
				this.#started.reject(error);
			},
		});
		return createActor(machine, {clock, input: {workers: settings.minWorkers}});
	}

	async #open(): Promise<void> {
		const {deadLetters, needsDeadLetters} = this.#parts;
		if (needsDeadLetters) {
			deadLetters.open();
		}

		await this.#plane.open();
	}

	#begin(): void {
		const {source, deadLetters, needsDeadLetters} = this.#parts;
		const {announcer, sink, turns} = this.#plane;
		announcer.started(source.name, sink.name, needsDeadLetters ? deadLetters.name : undefined);
		this.#started.resolve();
		this.#sample();
		turns.requestTick();
	}

	/** Whoever asks may not know what else has changed: what would not go together is refused here, and said. */
	#applySetting(change: SettingChange): void {
		const {settings, queue} = this.#parts;
		const {announcer} = this.#plane;
		try {
			withChange(settings, change);
		} catch (error) {
			announcer.settingRefused(change, describeError(error));
			return;
		}

		if (change.name === 'rate') {
			this.#pipeline.send({type: 'rate.set', rate: change.value});
			return;
		}

		Object.assign(settings, {[change.name]: change.value});
		announcer.commanded({type: 'setting.set', change});
		queue.resize(settings.queueSize, settings.queueBytes);
	}

	#states(): MachineStates {
		const {value, context, children: {producer, scaler}} = this.#pipeline.getSnapshot();
		const producerValue = producer?.getSnapshot().value ?? 'stopped';
		return {
			pipeline: typeof value === 'string' ? (value === 'failed' ? 'stopped' : value) : 'draining',
			producer: typeof producerValue === 'string' ? producerValue : 'producing',
			scaler: scaler?.getSnapshot().value ?? 'stopped',
			desired: context.desired,
			isLeaving: context.isLeaving,
		};
	}

	#sample(): void {
		this.#publish();
		this.#sampleAt(this.#parts.clock.now() + (this.#parts.sampleInterval ?? 100));
	}

	/** Whoever gave a command waits to see what it does; many commands are not many samples. */
	#sampleSoon(): void {
		const soon = this.#parts.clock.now() + soonest;
		if (this.#sampleTimer !== undefined && soon < this.#sampleDue) {
			this.#stopSampling();
			this.#sampleAt(soon);
		}
	}

	#sampleAt(time: number): void {
		const {clock} = this.#parts;
		this.#sampleDue = time;
		this.#sampleTimer = clock.setTimeout(() => {
			this.#sample();
		}, time - clock.now());
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
			// First, as what an abort met on its way to the sink may still arrive.
			await this.#close();
			const {value} = this.#pipeline.getSnapshot();
			const report = this.#sampler.report(value === 'aborted' ? 'aborted' : 'stopped');
			this.#publish();
			if (this.#openFailure !== undefined) {
				throw this.#openFailure.error;
			}

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
			this.#sampleTimer = undefined;
		}
	}

	/** A drain closes before it ends; an abort, or what failed to open, at the end. */
	async #close(): Promise<void> {
		if (!this.#isClosed) {
			this.#isClosed = true;
			await this.#plane.close();
		}
	}
}
