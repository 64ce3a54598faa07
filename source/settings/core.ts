import {scalingPolicies, type ScalingPolicyName} from '../domain/scaling/registry.js';
import type {Order} from './components/component.js';
import type {Declaration} from './declaration.js';
import {
	count, countOr, duration, durationOrNone, factor, share, size,
} from './values/numbers.js';
import {intervalAsRate, rate} from './values/rate.js';
import {
	alongSeries, alongSeriesFromZero, alongWholeSeries, around, by, doubling, rateStep, upTo,
} from './values/steps.js';
import {choice, line, onOff} from './values/types.js';

type Declarations = Readonly<Record<string, Declaration>>;

const hour = 3_600_000;
const gibibyte = 1024 ** 3;
const policies = Object.values(scalingPolicies);
const policyNames = policies.map(({name}) => name);
const policyAliases: ReadonlyMap<string, ScalingPolicyName> = new Map(policies.flatMap(({name, aliases}) => aliases.map(alias => [alias, name] as const)));

/** The one declaration of each setting of the pipeline itself, whatever its source, sink and queue. */
export const pipelineDeclarations = {
	rate: {
		group: 'producer',
		type: rate,
		initial: {decidedAs: '1k (1ms) for a synthetic source, else max'},
		help: 'records a second, or max: as many as the queue takes',
		live: rateStep,
	},
	spikeFactor: {
		group: 'producer',
		type: factor({min: 1, max: 1000}),
		initial: {value: 5},
		help: 'what a spike multiplies the rate by',
		live: by(1),
	},
	spikeLength: {
		group: 'producer',
		type: duration({min: 100, max: hour}),
		initial: {value: 10_000},
		help: 'how long a spike lasts',
		live: alongSeries,
	},
	queueSize: {
		group: 'queue',
		type: count({min: 1, max: 1_000_000_000}),
		initial: {value: 1500},
		help: 'most records that wait',
		live: alongWholeSeries,
	},
	queueBytes: {
		group: 'queue',
		type: size({min: 1, max: 64 * gibibyte}),
		initial: {value: 64 * (1024 ** 2)},
		help: 'most bytes in the pipeline',
		live: doubling,
	},
	batchSize: {
		group: 'workers',
		type: count({min: 1, max: 1_000_000}),
		initial: {value: 50},
		help: 'records that a worker flushes at once',
		live: alongWholeSeries,
	},
	batchTimeout: {
		group: 'workers',
		type: duration({min: 1, max: hour}),
		initial: {value: 500},
		help: 'longest linger of a batch that is not full',
		live: alongSeries,
	},
	minWorkers: {
		group: 'workers',
		type: count({min: 1, max: 1000}),
		initial: {value: 1},
		help: 'fewest workers',
		live: by(1),
	},
	maxWorkers: {
		group: 'workers',
		type: count({min: 1, max: 1000}),
		initial: {value: 10},
		help: 'most workers; 1 keeps the order of the records',
		live: by(1),
	},
	scaler: {
		group: 'scaler',
		type: choice(policyNames, policyAliases),
		initial: {value: 'step'},
		help: policies.map(({name, help}) => `${name}: ${help}`).join('; '),
		live: around(policyNames),
	},
	scaleInterval: {
		group: 'scaler',
		type: duration({min: 10, max: hour}),
		initial: {value: 1000},
		help: 'time between two decisions',
		live: alongSeries,
	},
	scaleUpAt: {
		group: 'scaler',
		type: share(),
		initial: {value: 0.8},
		help: 'queue usage above which a worker is added',
		live: by(0.05),
	},
	scaleDownAt: {
		group: 'scaler',
		type: share(),
		initial: {value: 0.2},
		help: 'queue usage below which one is taken away',
		live: by(0.05),
	},
	maxAttempts: {
		group: 'retries',
		type: countOr('unlimited', {min: 1, max: 1_000_000}),
		initial: {value: 'unlimited'},
		help: 'tries before a batch is dead-lettered',
		live: upTo('unlimited', 1000),
	},
	backoffBase: {
		group: 'retries',
		type: duration({min: 1, max: hour}),
		initial: {value: 100},
		help: 'longest wait before the first retry; doubles with each',
		live: alongSeries,
	},
	backoffCap: {
		group: 'retries',
		type: duration({min: 1, max: hour}),
		initial: {value: 30_000},
		help: 'longest wait before any retry',
		live: alongSeries,
	},
	deadLetter: {
		group: 'retries',
		type: line('<file>', 'the path of a file'),
		initial: {value: 'millrace-dead-letter.ndjson'},
		help: 'where records go that no receiver will take',
	},
	count: {
		group: 'run',
		type: countOr(undefined, {min: 1, max: 1_000_000_000_000}),
		initial: {value: undefined},
		help: 'drain and leave after so many records',
	},
	duration: {
		group: 'run',
		type: durationOrNone({min: 1, max: 500 * hour}),
		initial: {value: undefined},
		help: 'drain and leave after this time',
	},
	grace: {
		group: 'run',
		type: duration({min: 0, max: 24 * hour}),
		initial: {value: 30_000},
		help: 'longest time that a drain may take before it is aborted',
		live: alongSeriesFromZero(100),
	},
	seed: {
		group: 'run',
		type: count({min: 0, max: 4_294_967_295}),
		initial: {decidedAs: 'random'},
		help: 'start of everything random: same seed, same choices',
	},
	faults: {
		group: 'run',
		type: onOff,
		initial: {value: false},
		help: 'allow the fault keys (slow, break, kill) on a real sink',
	},
} as const satisfies Declarations;

/** Other ways to give a setting: the interval is the rate, said the other way round. */
export const aliasDeclarations = {
	interval: {
		group: 'producer',
		sets: 'rate',
		type: intervalAsRate,
		initial: {decidedAs: '1ms for a synthetic source'},
		help: 'time between two records: the rate, said the other way round',
		live: rateStep,
	},
} as const satisfies Declarations;

/** A value of a core setting as a user would write it. */
export function formatCore(name: 'queueSize' | 'batchSize', value: number): string {
	return pipelineDeclarations[name].type.format(value);
}

export const coreOrders: ReadonlyArray<Order<keyof typeof pipelineDeclarations>> = [
	{low: 'minWorkers', high: 'maxWorkers', why: 'the fewest workers can\'t be more than the most'},
	{low: 'batchSize', high: 'queueSize', why: 'such a batch can never fill'},
	{
		low: 'scaleDownAt', high: 'scaleUpAt', isStrict: true, why: 'the scaler would add and remove workers at once',
	},
	{low: 'backoffBase', high: 'backoffCap', why: 'the first wait can\'t be longer than the longest'},
];
