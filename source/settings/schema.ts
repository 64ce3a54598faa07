import type {Rate} from '../domain/rate.js';
import {
	knownQueues, knownSinks, knownSources, readQueue, readSink, readSource,
} from './values/address.js';
import {
	address, choice, count, countOr, duration, durationOrNone, factor, intervalAsRate, line, onOff, rate, share, size, type ValueType,
} from './values/types.js';
import type {LiveSettings, ScalerPolicy, Settings} from './settings.js';
import {
	alongSeries, alongSeriesFromZero, alongWholeSeries, around, by, doubling, rateStep, upTo, type Step,
} from './values/steps.js';

export type SettingName = keyof Settings;
export type LiveName = keyof LiveSettings;

/** Where a setting belongs: the heading in help, README and settings panel. */
export type Group = 'ends' | 'producer' | 'queue' | 'workers' | 'scaler' | 'sink' | 'retries' | 'run';

export const groupTitles: Readonly<Record<Group, string>> = {
	ends: 'From where to where',
	producer: 'Producer',
	queue: 'Queue',
	workers: 'Workers',
	scaler: 'Scaler',
	sink: 'Sink',
	retries: 'Retries and dead letters',
	run: 'Run',
};

/** All there is to say about one setting. */
export type Declaration<Value> = {
	readonly group: Group;
	readonly type: ValueType<Value>;

	/** `decided`: by what the program finds around it, as `decidedAs` says. */
	readonly initial: {readonly value: Value} | {readonly decidedAs: string};

	/** One line for the help: what it is, without a full stop. */
	readonly help: string;

	/** The kind of sink to which the setting says anything, where it does not to all. */
	readonly onlyFor?: 'simulated' | 'http';

	/** How the value goes up and down while the pipeline runs; absent where it can't change any more. */
	readonly live?: Step<Value>;
};

export type Schema = {readonly [Name in SettingName]: Declaration<Settings[Name]>};

/** What can change while the pipeline runs, and nothing else, has a step. */
type StrictSchema = {
	readonly [Name in SettingName]: Declaration<Settings[Name]>
		& (Name extends LiveName ? {readonly live: Step<Settings[Name]>} : {readonly live?: never})
};

const hour = 3_600_000;
const gibibyte = 1024 ** 3;
const policies: readonly ScalerPolicy[] = ['seed', 'ideal'];

/** The one declaration of every setting: flags, configuration file, help, settings panel and README come from it. */
export const schema: Schema = {
	source: {
		group: 'ends',
		type: address('<source>', knownSources, readSource),
		initial: {decidedAs: 'stdin if it is piped or redirected, else synthetic'},
		help: 'where records come from: synthetic, stdin, file:<path or glob>, tcp://…',
	},
	sink: {
		group: 'ends',
		type: address('<sink>', knownSinks, readSink),
		initial: {decidedAs: 'simulated for a synthetic source, else a piped stdout'},
		help: 'where records go: simulated, null, stdout, file:<path>, tcp://…, http://… or https://…',
	},
	queue: {
		group: 'ends',
		type: address('<queue>', knownQueues, readQueue),
		initial: {value: 'memory'},
		help: 'where records wait: memory',
	},
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
	maxRecordSize: {
		group: 'producer',
		type: size({min: 1, max: gibibyte}),
		initial: {value: 16 * (1024 ** 2)},
		help: 'largest record; larger ones are dead-lettered',
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
		type: choice(policies),
		initial: {value: 'seed'},
		help: 'seed: by queue usage, one at a time; ideal: by arrival rate and flush time',
		live: around(policies),
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
	sinkLatency: {
		group: 'sink',
		type: duration({min: 0, max: hour}),
		initial: {value: 300},
		help: 'simulated sink: time that a batch takes',
		onlyFor: 'simulated',
		live: alongSeriesFromZero(0.1),
	},
	sinkJitter: {
		group: 'sink',
		type: duration({min: 0, max: hour}),
		initial: {value: 0},
		help: 'simulated sink: how far that time varies, up or down',
		onlyFor: 'simulated',
		live: alongSeriesFromZero(0.1),
	},
	sinkFailures: {
		group: 'sink',
		type: share(),
		initial: {value: 0},
		help: 'simulated sink: share of batches that fail',
		onlyFor: 'simulated',
		live: by(0.05),
	},
	sinkTimeout: {
		group: 'sink',
		type: duration({min: 1, max: hour}),
		initial: {value: 30_000},
		help: 'http, tcp sink: how long a batch may stay unanswered',
		live: alongSeries,
	},
	contentType: {
		group: 'sink',
		type: line('<type>', 'a content type such as application/x-ndjson'),
		initial: {value: 'application/x-ndjson'},
		help: 'http sink: Content-Type of a batch',
		onlyFor: 'http',
	},
	gzip: {
		group: 'sink',
		type: onOff,
		initial: {value: false},
		help: 'http sink: compress batches',
		onlyFor: 'http',
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
} satisfies StrictSchema;

/** The interval of the producer: the rate, said the other way round. */
export const intervalDeclaration: Declaration<Rate> = {
	group: 'producer',
	type: intervalAsRate,
	initial: {decidedAs: '1ms for a synthetic source'},
	help: 'time between two records: the rate, said the other way round',
	live: rateStep,
};

export function isSettingName(name: string): name is SettingName {
	return Object.hasOwn(schema, name);
}

/** All settings in the order of help and README. */
export const settingNames: readonly SettingName[] = Object.keys(schema).filter(name => isSettingName(name));

export function isLive(name: SettingName): name is LiveName {
	return schema[name].live !== undefined;
}

export const liveNames: readonly LiveName[] = settingNames.filter(name => isLive(name));

/** Everything that can be given by flag or in a file: each setting under its own name, and the interval. */
export type SettingKey = SettingName | 'interval';

export function isSettingKey(name: string): name is SettingKey {
	return name === 'interval' || isSettingName(name);
}

export const settingKeys: readonly SettingKey[] = settingNames.flatMap(name => name === 'rate' ? ['rate', 'interval'] : [name]);

/** The setting that a name stands for. */
export function settingOf(name: SettingKey): SettingName {
	return name === 'interval' ? 'rate' : name;
}

/** `--batch-size` for `batchSize`. */
export function flagOf(name: string): string {
	return `--${name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`)}`;
}

function initialOf<Value>({initial, type: kind}: Declaration<Value>): string {
	return 'decidedAs' in initial ? initial.decidedAs : kind.format(initial.value);
}

function initialOfSetting<Name extends SettingName>(name: Name): string {
	return initialOf(schema[name]);
}

/** How a setting starts out, in words. */
export function initialText(name: SettingKey): string {
	return name === 'interval' ? initialOf(intervalDeclaration) : initialOfSetting(name);
}

function formatAs<Value>({type: kind}: Declaration<Value>, value: Value): string {
	return kind.format(value);
}

/** A value as a user would write it. */
export function formatSetting<Name extends SettingName>(name: Name, value: Settings[Name]): string {
	return formatAs(schema[name], value);
}
