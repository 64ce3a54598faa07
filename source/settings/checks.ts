import {UsageError} from '../domain/errors.js';
import type {Order} from './components/component.js';
import type {SettingValues} from './declaration.js';
import {flagOf, formatSetting, type Schema} from './schema.js';

/** How settings came to their values, for messages. */
export type GivenAs = Readonly<Record<string, string>>;

function isKept({low, high, isStrict = false}: Order, values: SettingValues): boolean {
	const {[low]: less, [high]: more} = values;
	if (typeof less !== 'number' || typeof more !== 'number') {
		return true;
	}

	return isStrict ? less < more : less <= more;
}

/** Checks the settings against one another. Throws a `UsageError` that names both that don't go together. */
export function checkTogether(schema: Schema, values: SettingValues, given: GivenAs): void {
	const broken = schema.orders.find(order => !isKept(order, values));
	if (broken !== undefined) {
		const {low, high, isStrict = false, why} = broken;
		const nameOf = (name: string): string => given[name] ?? `${flagOf(name)} ${formatSetting(schema, name, values[name])} (the default)`;
		throw new UsageError(
			`${nameOf(low)} ${isStrict ? 'must be less than' : 'is more than'} ${nameOf(high)}: ${why}`,
			`lower ${flagOf(low)} or raise ${flagOf(high)}`,
		);
	}
}
