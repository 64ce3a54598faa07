import {createActor, type ActorRefFrom} from 'xstate';
import type {Command} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';
import type {Random} from '../domain/backoff.js';
import {createDeferred} from '../domain/deferred.js';
import type {Ledger} from '../domain/ledger.js';
import {pipelineMachine} from '../machines/pipeline-machine.js';
import {pipelineDeclarations} from '../settings/core.js';
import type {Schema} from '../settings/schema.js';
import type {CurrentSettings} from '../settings/settings.js';
import {machineDefinitions} from './inspect/machine-definitions.js';
import {MachineInspector} from './inspect/machine-inspector.js';
import {EventLog} from './metrics/event-log.js';
import {Sampler, type MachineStates} from './metrics/sampler.js';
import {SnapshotPublisher} from './metrics/snapshot-publisher.js';
import {createTotals} from './metrics/totals.js';
import {Pipeline, type PipelineComponents} from './pipeline.js';
import type {Clock} from './ports/clock.js';

export type EngineOptions = {
	readonly components: PipelineComponents;

	/** Which settings there are. */
	readonly schema: Schema;

	/** Changed in place by commands. */
	readonly settings: CurrentSettings;
	readonly clock: Clock;

	/** Seeded: the same seed gives the same run on the same clock. */
	readonly random: Random;

	/** Whether each flush is logged. */
	readonly isVerbose?: boolean;

	/** Milliseconds between snapshots. */
	readonly sampleInterval?: number;

	/** The share of the last second in which the thread was busy. Time that does not pass by itself has none. */
	readonly utilisation?: () => number | undefined;
};

/** A pipeline in this thread: its machine, its data side, and the snapshots of both. */
export class LocalEngine implements Engine {
	readonly machineDefinitions = machineDefinitions;
	readonly #pipeline: Pipeline;
	readonly #machine: ActorRefFrom<typeof pipelineMachine>;
	readonly #inspector: MachineInspector;
	readonly #sampler: Sampler;
	readonly #publisher: SnapshotPublisher;
	readonly #started = createDeferred<void>();
	readonly #stopped = createDeferred<Report>();
	#openFailure: {readonly error: unknown} | undefined;

	constructor({components, schema, settings, clock, random, isVerbose = false, sampleInterval = 100, utilisation}: EngineOptions) {
		const context = {
			schema, settings, clock, random, log: new EventLog(clock, isVerbose), totals: createTotals(),
		};
		this.#pipeline = new Pipeline(context, components, {
			workers: () => this.#machine.getSnapshot().context.workers.length,
			onDepartedCompleted: () => {
				this.#machine.send({type: 'departed.completed'});
			},
			onSinkClosed: () => {
				this.#machine.send({type: 'drain', reason: 'sinkClosed'});
			},
			onStarted: () => {
				this.#started.resolve();
				this.#publisher.start();
			},
			onOpenFailed: error => {
				this.#openFailure = {error};
				this.#started.reject(error);
			},
		});
		this.#machine = createActor(pipelineMachine, {clock, input: {workers: settings.minWorkers, pipeline: this.#pipeline}});
		this.#inspector = new MachineInspector(this.#machine, clock);
		this.#sampler = new Sampler(context, this.#pipeline, () => this.#states(), () => this.#inspector.read(), utilisation);
		this.#publisher = new SnapshotPublisher(clock, sampleInterval, () => this.#sampler.snapshot());

		// The caller of `start` learns of a failure there, and need not wait for the end as well.
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
		this.#machine.subscribe({
			complete: () => {
				void this.#finish();
			},
			error: error => {
				this.#publisher.stop();
				this.#stopped.reject(error);
			},
		});
		this.#machine.start();
		await this.#started.promise;
	}

	send(command: Command): void {
		if (command.type === 'machine.inspect') {
			this.#inspector.inspect(command.machine, command.id);
		} else if (command.type === 'sink.reopen') {
			this.#pipeline.sink.reopen();
		} else if (command.type === 'setting.set' && command.change.name === 'rate' && pipelineDeclarations.rate.type.is(command.change.value)) {
			// The rate is the one setting that a machine has to know of.
			this.#machine.send({type: 'rate.set', rate: command.change.value});
		} else {
			this.#machine.send(command);
		}

		this.#publisher.publishSoon();
	}

	subscribe(listener: (snapshot: Snapshot) => void): () => void {
		return this.#publisher.subscribe(listener);
	}

	#states(): MachineStates {
		const {value, context, children: {producer, scaler}} = this.#machine.getSnapshot();
		const producerValue = producer?.getSnapshot().value ?? 'stopped';
		return {
			pipeline: typeof value === 'string' ? (value === 'failed' ? 'stopped' : value) : 'draining',
			producer: typeof producerValue === 'string' ? producerValue : 'producing',
			scaler: scaler?.getSnapshot().value ?? 'stopped',
			desired: context.desired,
			isLeaving: context.isLeaving,
		};
	}

	async #finish(): Promise<void> {
		this.#publisher.stop();
		try {
			// First, as batches that an abort met on their way to the sink may still be completed.
			await this.#pipeline.close();
			const {value} = this.#machine.getSnapshot();
			const report = this.#sampler.report(value === 'aborted' ? 'aborted' : 'stopped');
			this.#publisher.publish();
			if (this.#openFailure !== undefined) {
				throw this.#openFailure.error;
			}

			// A drain while the pipeline opens ends the start as well.
			this.#started.resolve();
			this.#stopped.resolve(report);
		} catch (error) {
			this.#stopped.reject(error);
		}
	}
}
