import type {PipelinePort} from '../../source/machines/pipeline-port.js';
import type {ProducerPort} from '../../source/machines/producer-port.js';
import type {ScalerPort} from '../../source/machines/scaler-port.js';
import type {WorkerPort} from '../../source/machines/worker-port.js';

const nothing = (): void => undefined;

/** A worker's port that does nothing and has nothing to do. */
export function createStubWorker(id: number): WorkerPort {
	return {
		id,
		batchIsWaiting: false,
		recordsAreWaiting: false,
		othersAreWaiting: false,
		flushFailed: false,
		halvesLeft: false,
		sinkIsDown: false,
		workLeft: false,
		mayRetryNow: false,
		linger: 1000,
		backoff: () => 1000,
		join: nothing,
		leave: nothing,
		awaitSink: nothing,
		stopAwaitingSink: nothing,
		take: nothing,
		wait: nothing,
		stopWaiting: nothing,
		flush: nothing,
		endTimeSlice: nothing,
		drain: nothing,
		giveUp: nothing,
		release: nothing,
		cancel: nothing,
	};
}

/** A producer's port that does nothing. */
export const stubProducer: ProducerPort = {
	isPaced: false,
	spikeLength: 1000,
	period: () => 1000,
	join: nothing,
	startPacing: nothing,
	produce: nothing,
	startFlow: nothing,
	stopFlow: nothing,
	applyPressure: nothing,
	changeRate: nothing,
	startSpike: nothing,
	endSpike: nothing,
	reportSpikeEnd: nothing,
	stop: nothing,
	hasStopped: true,
};

/** A scaler's port that wants the workers that there are. */
export const stubScaler: ScalerPort = {
	decision: {desired: 1, reason: 'stub'},
	changeIsDue: false,
	observation: 1000,
	cooldown: 1000,
	observe: nothing,
	decide: nothing,
};

/** A pipeline's port without records. A drain needs as many workers as `forDrain` says. */
export function createStubPipeline(forDrain = (workers: number): number => workers): PipelinePort {
	return {
		producer: stubProducer,
		scaler: stubScaler,
		reports: {
			commandAccepted: nothing,
			workerMissing: nothing,
			faultsForbidden: nothing,
			scaled: nothing,
			drainStarted: nothing,
			alreadyDraining: nothing,
			graceIsOver: nothing,
		},
		allowsFaults: false,
		duration: undefined,
		grace: 1000,
		queued: 0,
		left: 0,
		createWorker: createStubWorker,
		workersForDrain: forDrain,
		open: async () => undefined,
		close: async () => undefined,
		started: nothing,
		openFailed: nothing,
		setFault: nothing,
		applySetting: nothing,
		closeQueue: nothing,
		abort: nothing,
	};
}
