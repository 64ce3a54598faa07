import {formatCore} from '../../settings/core.js';
import {
	bytes, compact, duration, grouped, percent, perSecond,
} from '../../text/format.js';
import {
	ceilingOf, heldRecords, isBelow, isFull, isPressed, isTaken, workersNeeded, type Facts,
} from '../facts.js';
import type {Advice} from '../verdict.js';
import {changeOf, roundUp, type Cause} from './cause.js';
import {takenText} from './receiver.js';
import {resumeWorkers} from './run-state.js';

const mostWorkers = 1000;
const mostBytes = 64 * (1024 ** 3);

const somePaused: Cause = {
	limit: 'paused',
	isInstant: false,
	judge: facts => facts.paused > 0 && isPressed(facts) && isTaken(facts)
		? [`${facts.paused} of ${facts.workers} workers are paused, the others have no time left`, takenText(facts)]
		: undefined,
	advise: facts => resumeWorkers(facts),
};

const hands: Cause = {
	limit: 'hands',
	isInstant: false,
	judge(facts) {
		const {snapshot: {queue}} = facts;
		return isFull(queue.bytes, queue.byteCapacity) && queue.usage < 0.8
			? [`${bytes(queue.bytes)} of ${bytes(queue.byteCapacity)} are taken: ${compact(heldRecords(facts))} records are in workers' hands, ${compact(queue.depth)} in the queue`]
			: undefined;
	},
	advise({snapshot: {queue: {byteCapacity}}}) {
		const value = Math.min(mostBytes, byteCapacity * 2);
		return value > byteCapacity ? changeOf(`raise queueBytes to ${bytes(value)}`, {name: 'queueBytes', value}) : undefined;
	},
};

const catchingUp: Cause = {
	limit: 'catchingUp',
	isInstant: false,
	judge(facts) {
		const {growth, length, usage, snapshot: {queue, rates, settings}, demand, processed, produced} = facts;
		const needed = workersNeeded(facts);
		if (needed !== undefined && needed > facts.workers) {
			return undefined;
		}

		const isEnough = needed !== undefined && isTaken(facts) && facts.paused === 0 && processed >= produced;
		const shrinks = length > 0 && -growth > Math.max(0.04 * queue.capacity, Math.min(settings.batchSize, 0.1 * queue.capacity)) && processed > produced;
		const isBehind = isPressed(facts) || (demand !== undefined && usage > 0.05 && isBelow(demand, produced, length));
		return isBehind && (shrinks || isEnough)
			? [`the queue is worked off: ${compact(queue.depth)} wait, ${perSecond(rates.processed)} go out, ${perSecond(rates.produced)} come in`]
			: undefined;
	},
};

const scaler: Cause = {
	limit: 'scaler',
	isInstant: false,
	judge(facts) {
		const {workers, snapshot: {bounds: {maxWorkers}, settings, scaler: {desired}}} = facts;
		return isPressed(facts) && isTaken(facts) && workers < maxWorkers && settings.minWorkers < maxWorkers
			? [`${workers} workers of ${maxWorkers} so far${desired > workers ? `, ${desired} wanted` : ''}${sumText(facts)}`, takenText(facts)]
			: undefined;
	},
	advise(facts) {
		const needed = workersNeeded(facts);
		const {workers, snapshot: {settings}} = facts;
		const value = Math.min(needed ?? 0, settings.maxWorkers);

		// The scaler adds one worker an interval: what it does soon needs no advice.
		return (value - workers) * settings.scaleInterval >= 3000
			? changeOf(`wait: the scaler looks every ${duration(settings.scaleInterval)}; minWorkers ${value} begins there`, {name: 'minWorkers', value})
			: undefined;
	},
};

const maximum: Cause = {
	limit: 'maximum',
	isInstant: false,
	judge(facts) {
		const {workers, flushTime, snapshot: {bounds: {maxWorkers}, settings}} = facts;
		const ceiling = ceilingOf(facts, workers);
		if (!isPressed(facts) || !isTaken(facts) || workers < maxWorkers) {
			return undefined;
		}

		return ceiling === undefined || flushTime === undefined
			? [`all ${workers} workers that are allowed have no time left`, takenText(facts)]
			: [`${workers} × ${settings.batchSize} / ${duration(flushTime)} = ${grouped(ceiling)}/s is what ${workers} workers bring${sumText(facts)}`, takenText(facts)];
	},
	advise: facts => holdSpike(facts) ?? raiseMaximum(facts),
};

const queue: Cause = {
	limit: 'queue',
	isInstant: false,
	judge(facts) {
		const {heldBack, busy, usage, demand, produced, length, growth, undelivered, snapshot: {settings, queue, rates}} = facts;
		if (isTaken(facts) || undelivered >= 700) {
			return undefined;
		}

		const room = `it has room for ${batches(queue.capacity / settings.batchSize)}`;
		if (demand !== undefined && usage < 0.5 && growth >= 0 && heldBack <= 0.2 && isBelow(demand, produced, length)) {
			return [`only ${perSecond(rates.produced)} of ${perSecond(demand)} fit through the queue, though workers are busy only ${percent(busy)} of the time: ${room}`];
		}

		return isPressed(facts) && heldBack > 0.2
			? [`the queue holds the producer back ${percent(heldBack)} of the time, though workers are busy only ${percent(busy)}: ${room}`]
			: undefined;
	},
	advise({workers, snapshot: {settings}}) {
		const value = roundUp(Math.max(settings.queueSize * 2, workers * settings.batchSize * 4));
		return changeOf(`raise queueSize to ${formatCore('queueSize', value)}: bursts then wait in the queue, not in the producer`, {name: 'queueSize', value});
	},
};

/** What a spike brings beyond what so many workers do, where the load before it was none too much for them. */
function holdSpike(facts: Facts): Advice | undefined {
	const {demand, workers, snapshot: {producer: {spike}, settings, bounds}} = facts;
	const ceiling = ceilingOf(facts, bounds.maxWorkers);
	const needed = workersNeeded(facts);
	if (spike === undefined || demand === undefined || ceiling === undefined || demand / spike.factor >= ceiling || needed === undefined || needed <= 3 * workers) {
		return undefined;
	}

	const value = roundUp(Math.max(settings.queueSize, (demand - ceiling) * settings.spikeLength / 1000));
	return value > settings.queueSize
		? changeOf(`queueSize ${formatCore('queueSize', value)} holds this spike: (${compact(demand)} − ${compact(ceiling)})/s × ${duration(settings.spikeLength)}`, {name: 'queueSize', value})
		: undefined;
}

function raiseMaximum(facts: Facts): Advice | undefined {
	const {workers, snapshot: {settings}} = facts;
	const needed = workersNeeded(facts) ?? workers * 2;
	const value = Math.min(mostWorkers, Math.max(needed, workers + 1));
	if (value > settings.maxWorkers) {
		return changeOf(`raise maxWorkers to ${value}`, {name: 'maxWorkers', value});
	}

	const size = roundUp(settings.batchSize * 2);
	return size * 2 <= settings.queueSize && facts.fullShare >= 0.8
		? changeOf(`raise batchSize to ${formatCore('batchSize', size)}: ${percent(facts.fullShare)} of the batches leave full`, {name: 'batchSize', value: size})
		: undefined;
}

/** Little's law with its figures, where it says that workers are missing. */
function sumText(facts: Facts): string {
	const {demand, flushTime, workers, snapshot: {settings}} = facts;
	const needed = workersNeeded(facts);
	return demand === undefined || flushTime === undefined || needed === undefined || needed <= workers
		? ''
		: `; ${perSecond(demand)} × ${duration(flushTime)} / ${settings.batchSize} = ${needed} are needed`;
}

function batches(count: number): string {
	return count < 1 ? 'less than a batch' : (count < 1.5 ? '1 batch' : `${Math.floor(count)} batches`);
}

export const capacityCauses = {
	somePaused, hands, catchingUp, scaler, maximum, queue,
};
