import {fromPromise} from 'xstate';
import {workersForDrain} from '../domain/scaling.js';
import {pipelineMachine} from '../machines/pipeline-machine.js';
import {producerMachine} from '../machines/producer-machine.js';
import {scalerMachine} from '../machines/scaler-machine.js';
import {workerMachine} from '../machines/worker-machine.js';
import type {SettingChange, Settings} from '../settings/settings.js';
import type {Announcer} from './announcer.js';
import type {Crew, WorkerRef} from './crew.js';
import type {FaultySink} from './faulty-sink.js';
import type {Lane} from './lane.js';
import type {Observer} from './observer.js';
import type {Pacer} from './pacer.js';
import type {Queue} from './ports/queue.js';
import type {Pump} from './pump.js';
import type {Turns} from './turns.js';
import type {WaitingList} from './waiting-list.js';

/** The longest that a timer can be set to, in milliseconds. */
const longestDelay = (2 ** 31) - 1;

export type WorkerParts = {
	readonly settings: Settings;
	readonly crew: Crew;
	readonly waiting: WaitingList<Lane>;
	readonly queue: Queue;
	readonly turns: Turns;
	readonly createLane: (id: number, actor: WorkerRef) => Lane;
};

/** The worker's machine with hands: one for all workers, each finds its lane by its id. */
export function provideWorker({
	settings, crew, waiting, queue, turns, createLane,
}: WorkerParts) {
	const lane = ({context}: {readonly context: {readonly id: number}}): Lane => crew.laneOf(context.id);
	return workerMachine.provide({
		actions: {
			join({context, self}) {
				crew.join(createLane(context.id, self), self);
			},
			leave({context}) {
				crew.leave(context.id);
			},
			take(facts) {
				lane(facts).take();
			},
			wait(facts) {
				waiting.add(lane(facts), lane(facts).holdsPart);
				if (queue.depth > 0) {
					// Nobody else may ask: while the queue is full, nothing enters it.
					turns.request();
				}
			},
			stopWaiting(facts) {
				waiting.remove(lane(facts));
			},
			flush(facts) {
				lane(facts).flush();
			},
			endVisit(facts) {
				lane(facts).endVisit();
			},
			drain(facts) {
				lane(facts).drain();
			},
			giveUp(facts) {
				lane(facts).giveUp();
			},
			release(facts) {
				lane(facts).release();
			},
			withdraw(facts) {
				lane(facts).withdraw();
			},
		},
		guards: {
			batchIsWaiting: facts => lane(facts).batchIsWaiting,
			recordsAreWaiting: facts => lane(facts).recordsAreWaiting,
			othersAreWaiting: () => waiting.size > 0,
			flushFailed: facts => lane(facts).flushFailed,
			workLeft: facts => lane(facts).workLeft,
			mayRetryNow: facts => lane(facts).mayRetryNow,
		},
		delays: {
			linger: () => settings.batchTimeout,
			backoff: facts => lane(facts).backoff(),
		},
	});
}

export type ProducerParts = {
	readonly pump: Pump;
	readonly pacer: Pacer;
	readonly produce: () => void;
	readonly turns: Turns;
	readonly announcer: Announcer;
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
export function provideScaler(observer: Observer) {
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
	readonly crew: Crew;
	readonly announcer: Announcer;
	readonly turns: Turns;
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
		settings, queue, sink, crew, announcer, turns,
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
				crew.withdraw();
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
