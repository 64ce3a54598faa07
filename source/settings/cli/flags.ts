import {
	flagOf, settingKeys, intervalDeclaration, schema, type SettingKey, type Group,
} from '../schema.js';
import {optionDeclarations, optionNames} from './output-options.js';

/** One flag of the command line, whatever it stands for. */
export type Flag = {
	/** In camelCase, as in a configuration file. */
	readonly name: string;

	/** With its dashes: `--batch-size`. */
	readonly flag: string;
	readonly short: string | undefined;

	/** What stands for its value; empty where it has none. */
	readonly placeholder: string;
	readonly help: string;

	/** Nothing for the flags that are no settings. */
	readonly group: Group | undefined;
};

function settingFlag(name: SettingKey): Flag {
	const {type: kind, help, group} = name === 'interval' ? intervalDeclaration : schema[name];
	return {
		name, flag: flagOf(name), short: undefined, placeholder: kind.placeholder, help, group,
	};
}

/** Every flag that there is, in the order of the help. */
export const flags: readonly Flag[] = [
	...settingKeys.map(name => settingFlag(name)),
	...optionNames.map(name => {
		const {placeholder = '', short, help} = optionDeclarations[name];
		return {
			name, flag: flagOf(name), short, placeholder, help, group: undefined,
		};
	}),
];

export const flagByWord: ReadonlyMap<string, Flag> = new Map(flags.flatMap(flag =>
	[[flag.flag, flag] as const, ...(flag.short === undefined ? [] : [[`-${flag.short}`, flag] as const])]));
