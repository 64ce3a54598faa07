import {UsageError} from '../domain/errors.js';
import {flagOf, formatSetting, type LiveName} from './schema.js';
import type {LiveSettings, SettingChange} from './settings.js';

/** Two settings of which one may not be above the other. */
type Order = {
	readonly low: NumberName;
	readonly high: NumberName;

	/** Whether they may not be equal either. */
	readonly isStrict?: boolean;
	readonly why: string;
};

type NumberName = {
	[Name in LiveName]: LiveSettings[Name] extends number ? Name : never
}[LiveName];

/** How a setting came to its value, for messages. */
export type Said = Readonly<Partial<Record<LiveName, string>>>;

const orders: readonly Order[] = [
	{low: 'minWorkers', high: 'maxWorkers', why: 'the fewest workers can\'t be more than the most'},
	{low: 'batchSize', high: 'queueSize', why: 'such a batch can never fill'},
	{
		low: 'scaleDownAt', high: 'scaleUpAt', isStrict: true, why: 'the scaler would add and remove workers at once',
	},
	{low: 'backoffBase', high: 'backoffCap', why: 'the first wait can\'t be longer than the longest'},
	{low: 'sinkJitter', high: 'sinkLatency', why: 'a batch can\'t take less than no time'},
];

function saidOf(settings: LiveSettings, said: Said, name: NumberName): string {
	return said[name] ?? `${flagOf(name)} ${formatSetting(name, settings[name])} (the default)`;
}

/** Checks the settings against one another. Throws a `UsageError` that names both that don't go together. */
export function checkTogether(settings: LiveSettings, said: Said): void {
	for (const {low, high, isStrict = false, why} of orders) {
		const isFine = isStrict ? settings[low] < settings[high] : settings[low] <= settings[high];
		if (!isFine) {
			throw new UsageError(
				`${saidOf(settings, said, low)} ${isStrict ? 'must be less than' : 'is more than'} ${saidOf(settings, said, high)}: ${why}`,
				`lower ${flagOf(low)} or raise ${flagOf(high)}`,
			);
		}
	}
}

/** The settings after a change; throws a `UsageError` where they would not go together. */
export function withChange(settings: LiveSettings, {name, value}: SettingChange): LiveSettings {
	const changed = {...settings, [name]: value};
	const said = Object.fromEntries(orders.flatMap(({low, high}) => [low, high]).map(key => [key, `${key} ${formatSetting(key, changed[key])}`]));
	checkTogether(changed, said);
	return changed;
}
