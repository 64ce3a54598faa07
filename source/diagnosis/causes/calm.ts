import {
	compact, duration, percent, perSecond,
} from '../../text/format.js';
import {
	busyLimit, ceilingOf, isBelow, isPressed, type Facts,
} from '../facts.js';
import type {Advice} from '../verdict.js';
import {changeOf, type Cause} from './cause.js';

/** Milliseconds after which a source that gives nothing is silent, and one that has never given anything. */
const silentAfter = 1500;
const neverAfter = 900;

const silent: Cause = {
	limit: 'silent',
	isInstant: true,
	judge({silence, snapshot: {producer, queue, source, ledger}}) {
		const isSilent = silence >= (ledger.accepted.records === 0 ? neverAfter : silentAfter);
		return isSilent && !producer.isGenerated && producer.state === 'producing' && queue.depth === 0 && producer.pressure === 'free'
			? [`${source.name} is silent for ${duration(Math.max(1, Math.floor(silence / 1000)) * 1000)}`]
			: undefined;
	},
};

const stopped: Cause = {
	limit: 'none',
	isInstant: false,
	judge: ({snapshot: {producer}}) => producer.state === 'producing' ? undefined : [`the producer is ${producer.state}`],
};

/** What is left is to be delivered before more can be said: the rate comes in again as soon as pressure is gone. */
const worked: Cause = {
	limit: 'catchingUp',
	isInstant: false,
	judge: ({demand, produced, length, snapshot: {queue, rates}}) => demand !== undefined && isBelow(demand, produced, length)
		? [`${compact(queue.depth)} records wait, ${perSecond(rates.processed)} go out, ${perSecond(rates.produced)} of ${perSecond(demand)} come in`]
		: undefined,
};

const source: Cause = {
	limit: 'source',
	isInstant: false,
	judge: facts => facts.demand === undefined && !isPressed(facts)
		? [`all of the ${perSecond(facts.snapshot.rates.produced)} of ${facts.snapshot.source.name} pass`, ...room(facts)]
		: undefined,
	advise: facts => shortenLinger(facts) ?? emptyQueue(facts),
};

const rate: Cause = {
	limit: 'rate',
	isInstant: false,
	judge: facts => facts.demand !== undefined && !isPressed(facts)
		? [`all of the ${perSecond(facts.demand)} pass`, ...room(facts)]
		: undefined,
	advise: facts => shortenLinger(facts) ?? emptyQueue(facts),
};

function room(facts: Facts): readonly string[] {
	const {snapshot: {bounds: {maxWorkers}}, workers, busy} = facts;
	const ceiling = ceilingOf(facts, maxWorkers);
	return [`${workers === 1 ? '1 worker is' : `${workers} workers are`} busy ${percent(busy)} of the time${ceiling === undefined ? '' : `; ${maxWorkers} have room for ${perSecond(ceiling)}`}`];
}

/** Where batches linger for longer than the sink takes, the linger is the delay: a shorter one costs requests, for which workers must have the time. */
function shortenLinger({lingerShare, flushes, flushTime, busy, snapshot: {settings}}: Facts): Advice | undefined {
	const value = Math.round(settings.batchTimeout / 2);
	return flushes >= 5 && lingerShare >= 0.8 && flushTime !== undefined && settings.batchTimeout > 2 * flushTime && settings.batchTimeout >= 200 && busy < 0.4
		? changeOf(`for less delay, lower batchTimeout to ${duration(value)}: ${percent(lingerShare)} of the batches wait that long for more records`, {name: 'batchTimeout', value})
		: undefined;
}

/** How long a record waits is the queue's depth divided by the rate: Little's law, W = L / λ. */
function emptyQueue({processed, flushTime, growth, workers, busy, length, snapshot: {queue, settings, scaler: {takenBack}}}: Facts): Advice | undefined {
	const wait = processed === 0 ? 0 : queue.depth * 1000 / processed;
	const shrinks = -growth > 0.01 * queue.capacity;
	return length >= 2000 && flushTime !== undefined && wait > 2 * flushTime && wait > 200 && queue.depth >= 2 * settings.batchSize && busy >= busyLimit && !shrinks && takenBack === undefined && workers < settings.maxWorkers
		? changeOf(`records wait ${duration(wait)} in the queue: minWorkers ${workers + 1} empties it`, {name: 'minWorkers', value: workers + 1})
		: undefined;
}

export const calmCauses = {
	silent, stopped, worked, source, rate,
};
