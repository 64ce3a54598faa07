import {
	compact, duration, grouped, percentInText, perSecond,
} from '../text/format.js';
import {
	busyLimit, ceilingOf, isUnanswered, slowdownOf, workersNeeded, type Facts,
} from './facts.js';

/**
What holds the flow back:
- `sink`: all workers wait for it, and there can't be more of them, or it fails;
- `maximum`: the sink is as quick as ever, but the scaler may not add the workers that are needed;
- `scaler`: it may, and has not yet;
- `workers`: they are paused;
- `queue`: it is full while workers have time, too small to even things out;
- `source`: all that it gives passes;
- `rate`: all that the producer is told to make passes;
- `none`: nothing can be told.
*/
export type BottleneckKind = 'sink' | 'maximum' | 'scaler' | 'workers' | 'queue' | 'source' | 'rate' | 'none';

/** What holds the flow back, and how that is known. */
export type Bottleneck = {
	readonly kind: BottleneckKind;

	/** The figures that show it: one line. */
	readonly evidence: string;
};

/** Backpressure that is worth a word, as a share of the time. */
const heldBackLimit = 0.2;

/** The bottleneck that the facts show. */
export function findBottleneck(facts: Facts): Bottleneck {
	const {snapshot: {state, producer}, seconds} = facts;
	if (state !== 'running') {
		return none(`the pipeline is ${state}`);
	}

	if (seconds < 1) {
		return none('looking at the first second');
	}

	if (isPressed(facts)) {
		return underPressure(facts);
	}

	if (facts.workers > 0 && facts.paused === facts.workers) {
		return {kind: 'workers', evidence: `all ${facts.workers} workers are paused, and the queue fills`};
	}

	if (producer.state !== 'producing') {
		return none(`the producer is ${producer.state}`);
	}

	return withRoom(facts);
}

/** Whether more records want to enter than leave. */
function isPressed({heldBack, usage, demand, produced, processed}: Facts): boolean {
	return heldBack > heldBackLimit || usage > 0.8 || (usage > 0.3 && processed < 0.85 * produced) || (demand !== undefined && produced < 0.9 * demand && heldBack > 0.05);
}

function underPressure(facts: Facts): Bottleneck {
	const {busy, heldBack, snapshot: {settings}} = facts;
	const stopped = failingOf(facts) ?? pausedOf(facts);
	if (stopped !== undefined) {
		return stopped;
	}

	if (busy >= busyLimit) {
		return whereWorkersAreTaken(facts);
	}

	const room = batches(settings.queueSize / settings.batchSize);
	return {
		kind: 'queue',
		evidence: `it holds the producer back ${percentInText(heldBack)} of the time, though workers flush only ${percentInText(busy)}: it has room for ${room}`,
	};
}

function failingOf(facts: Facts): Bottleneck | undefined {
	const {failing, workers, paused, processed, quiet} = facts;
	if (failing >= 0.1) {
		return {kind: 'sink', evidence: `${percentInText(failing)} of the batches fail and are sent again; ${perSecond(processed)} get through`};
	}

	return isUnanswered(facts)
		? {kind: 'sink', evidence: `no answer for ${duration(Math.floor(quiet) * 1000)}: ${workers - paused} workers wait for one`}
		: undefined;
}

function pausedOf({busy, workers, paused}: Facts): Bottleneck | undefined {
	if (paused > 0 && paused === workers) {
		return {kind: 'workers', evidence: `all ${workers} workers are paused, and the queue is full`};
	}

	return paused > 0 && busy >= busyLimit
		? {kind: 'workers', evidence: `${paused} of ${workers} workers are paused, the others flush ${percentInText(busy)} of the time`}
		: undefined;
}

function whereWorkersAreTaken(facts: Facts): Bottleneck {
	const {busy, processed, produced, workers, flushTime, snapshot: {bounds: {maxWorkers}, sink, settings}} = facts;
	const needed = workersNeeded(facts);
	const sum = sumOf(facts);
	if (sum !== undefined && needed !== undefined && needed <= workers && sink.fault.kind === 'none' && processed >= 0.95 * produced) {
		return none(`${workers} workers are enough, and the queue is worked off; ${sum}`);
	}

	if (workers < maxWorkers) {
		return {kind: 'scaler', evidence: `${workers} workers of ${maxWorkers} so far, flushing ${percentInText(busy)} of the time${sum === undefined ? '' : `; ${sum}`}`};
	}

	const taken = `${workers} of ${maxWorkers} workers flushing ${percentInText(busy)} of the time`;
	if (sum !== undefined && needed !== undefined && needed > workers && sink.fault.kind === 'none' && slowdownOf(facts) < 1.5) {
		return {kind: 'maximum', evidence: `${taken}; ${sum}`};
	}

	const ceiling = ceilingOf(facts, workers);
	const limit = ceiling === undefined || flushTime === undefined
		? `${perSecond(processed)} is what comes out`
		: `${workers} × ${settings.batchSize} / ${duration(flushTime)} = ${grouped(ceiling)}/s is the ceiling`;
	return {kind: 'sink', evidence: `${taken}; ${limit}`};
}

function withRoom(facts: Facts): Bottleneck {
	const {demand, produced, processed, workers, busy, snapshot: {source, queue}} = facts;
	const work = `${workers} ${workers === 1 ? 'worker flushes' : 'workers flush'} ${percentInText(busy)} of the time`;
	if (demand === undefined) {
		return {kind: 'source', evidence: produced === 0 ? `${source.name} gives nothing just now` : `all of ${source.name}'s ${perSecond(produced)} pass; ${work}`};
	}

	return produced < 0.9 * demand
		? none(`the queue is worked off: ${compact(queue.depth)} wait, ${perSecond(processed)} go out`)
		: {kind: 'rate', evidence: `all of the ${perSecond(demand)} that the producer is told to make pass; ${work}`};
}

/** Little's law with its figures. */
function sumOf(facts: Facts): string | undefined {
	const {demand, flushTime, snapshot: {settings}} = facts;
	const needed = workersNeeded(facts);
	return demand === undefined || flushTime === undefined || needed === undefined
		? undefined
		: `${perSecond(demand)} × ${duration(flushTime)} / ${settings.batchSize} = ${needed} are needed`;
}

function batches(count: number): string {
	return count < 1 ? 'less than a batch' : (count < 1.5 ? '1 batch' : `${Math.floor(count)} batches`);
}

function none(evidence: string): Bottleneck {
	return {kind: 'none', evidence};
}
