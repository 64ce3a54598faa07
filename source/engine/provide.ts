import {fromPromise} from 'xstate';
import {workersForDrain} from '../domain/scaling/decision.js';
import {pipelineMachine} from '../machines/pipeline-machine.js';
import {producerMachine} from '../machines/producer-machine.js';
import {scalerMachine} from '../machines/scaler-machine.js';
import {workerMachine} from '../machines/worker-machine.js';
import type {SettingChange, Settings} from '../settings/settings.js';
import type {EventReporter} from './metrics/event-reporter.js';
import type {WorkerPool, WorkerRef} from './worker/worker-pool.js';
import type {FaultySink} from './sink/faulty-sink.js';
import type {Worker} from './worker/worker.js';
import type {Autoscaler} from './scaler/autoscaler.js';
import type {Pacer} from './producer/pacer.js';
import type {Queue} from './ports/queue.js';
import type {Pump} from './producer/pump.js';
import type {EngineLoop} from './engine-loop.js';
import type {IdleWorkers} from './worker/idle-workers.js';

/** The longest that a timer can be set to, in milliseconds. */
const longestDelay = (2 ** 31) - 1;

export type WorkerParts = {
	readonly settings: Settings;
	readonly pool: WorkerPool;
	readonly waiting: IdleWorkers<Worker>;
	readonly queue: Queue;
	readonly turns: EngineLoop;
	readonly createWorker: (id: number, actor: WorkerRef) => Worker;
};

/** The worker's machine with hands: one for all workers, each finds its worker by its id. */
export function provideWorker({
	settings, pool, waiting, queue, turns, createWorker,
}: WorkerParts) {
	const worker = ({context}: {readonly context: {readonly id: number}}): Worker => pool.workerOf(context.id);
	return workerMachine.provide({
		actions: {
			join({context, self}) {
				pool.add(createWorker(context.id, self), self);
			},
			leave({context}) {
				pool.leave(context.id);
			},
			take(facts) {
				worker(facts).take();
			},
			wait(facts) {
				waiting.add(worker(facts), worker(facts).holdsPart);
				if (queue.depth > 0) {
					// Nobody else may ask: while the queue is full, nothing enters it.
					turns.requestTick();
				}
			},
			stopWaiting(facts) {
				waiting.remove(worker(facts));
			},
			flush(facts) {
				worker(facts).flush();
			},
			endVisit(facts) {
				worker(facts).endTimeSlice();
			},
			drain(facts) {
				worker(facts).drain();
			},
			giveUp(facts) {
				worker(facts).giveUp();
			},
			release(facts) {
				worker(facts).release();
			},
			cancel(facts) {
				worker(facts).cancel();
			},
		},
		guards: {
			batchIsWaiting: facts => worker(facts).batchIsWaiting,
			recordsAreWaiting: facts => worker(facts).recordsAreWaiting,
			othersAreWaiting: () => waiting.size > 0,
			flushFailed: facts => worker(facts).flushFailed,
			workLeft: facts => worker(facts).workLeft,
			mayRetryNow: facts => worker(facts).mayRetryNow,
		},
		delays: {
			linger: () => settings.batchTimeout,
			backoff: facts => worker(facts).backoff(),
		},
	});
}

export type ProducerParts = {
	readonly pump: Pump;
	readonly pacer: Pacer;
	readonly produce: () => void;
	readonly turns: EngineLoop;
	readonly announcer: EventReporter;
};

/** The producer's machine with hands. */
export function provideProducer({
	pump, pacer, produce, turns, announcer,
}: ProducerParts) {
	return producerMachine.provide({
		actions: {
			startPacing() {
				pacer.start();
			},
			produce,
			startFlow() {
				turns.startFlow();
			},
			stopFlow() {
				turns.stopFlow();
			},
			applyPressure(_, {pressure}) {
				pacer.applyPressure(pressure);
			},
			changeRate(_, {change}) {
				pacer.changeRate(change);
			},
			startSpike(_, {spike}) {
				pacer.startSpike(spike);
			},
			endSpike() {
				pacer.endSpike();
			},
			announceSpikeEnd() {
				announcer.spikeEnded();
			},
			stop() {
				pump.stop();
			},
		},
		guards: {
			isPaced: () => pacer.isPaced,
		},
		delays: {
			period: () => pacer.period(),
			spikeLength: () => pacer.spikeLength,
		},
	});
}

/** The scaler's machine with hands. */
export function provideScaler(observer: Autoscaler) {
	return scalerMachine.provide({
		actions: {
			observe() {
				observer.observe();
			},
			decide() {
				observer.decide();
			},
			scale() {
				observer.scale();
			},
		},
		guards: {
			changeIsDue: () => observer.wantsChange,
		},
		delays: {
			observation: () => observer.observation,
			cooldown: () => observer.cooldown,
		},
	});
}

export type PipelineParts = {
	readonly settings: Settings;
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly allowsFaults: boolean;
	readonly pool: WorkerPool;
	readonly announcer: EventReporter;
	readonly turns: EngineLoop;
	readonly worker: ReturnType<typeof provideWorker>;
	readonly producer: ReturnType<typeof provideProducer>;
	readonly scaler: ReturnType<typeof provideScaler>;
	readonly open: () => Promise<void>;
	readonly close: () => Promise<void>;
	readonly applySetting: (change: SettingChange) => void;
	readonly onStart: () => void;
	readonly onFailedToOpen: (error: unknown) => void;
};

/** The pipeline's machine with hands and with the children it parents. */
export function providePipeline(parts: PipelineParts) {
	const {
		settings, queue, sink, pool, announcer, turns,
	} = parts;
	const left = (): number => queue.depth + queue.leased.records;
	return pipelineMachine.provide({
		actors: {
			worker: parts.worker,
			producer: parts.producer,
			scaler: parts.scaler,
			open: fromPromise(parts.open),
			close: fromPromise(parts.close),
		},
		actions: {
			announceStart() {
				parts.onStart();
			},
			announceCommand({event}) {
				// A setting may yet be refused: whoever applies it says what became of it.
				if (event.type !== 'setting.set') {
					announcer.commanded(event);
				}
			},
			announceMissing({event}) {
				announcer.missing(event);
			},
			announceForbidden() {
				announcer.faultsForbidden(sink.name);
			},
			announceScale({context, event}) {
				if (event.type === 'workers.scale') {
					announcer.scaled(context.workers.length, event.desired, event.reason);
				}
			},
			announceDrain(_, {reason}) {
				announcer.draining(reason);
			},
			announceLeaving() {
				announcer.leaving(left());
			},
			announceGrace() {
				announcer.graceIsOver(left());
			},
			failToOpen(_, {error}) {
				parts.onFailedToOpen(error);
			},
			setFault(_, {fault}) {
				sink.fault = fault;
			},
			applySetting(_, {change}) {
				parts.applySetting(change);
			},
			closeQueue({context, self}) {
				queue.close();
				const desired = workersForDrain(queue.depth, context.workers.length, settings);
				self.send({type: 'workers.scale', desired, reason: 'drain'});
			},
			abort() {
				turns.stopFlow();
				pool.cancel();
			},
		},
		guards: {
			hasDuration: () => settings.duration !== undefined,
			allowsFaults: () => parts.allowsFaults,
			isEmpty: () => left() === 0,
			recordsAreWaiting: () => queue.depth > 0,
		},
		delays: {
			duration: () => settings.duration ?? longestDelay,
			grace: () => settings.grace,
		},
	});
}
