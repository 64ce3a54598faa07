import type {SettingValue, ValueType} from './values/types.js';
import type {Direction} from './values/steps.js';

/** All there is to say about one option of a component. */
export type OptionDeclaration<Value extends SettingValue = SettingValue> = {
	readonly type: ValueType<Value>;

	/** `decidedAs`: the value is decided at the start, as these words say. */
	readonly initial: {readonly value: Value} | {readonly decidedAs: string};

	/** One line for the help: what it is, without a full stop. */
	readonly help: string;

	/** Whether messages hide the value. */
	readonly isSecret?: boolean;

	/** The next value up or down while the pipeline runs, whatever its bounds; absent where it can't change any more. */
	live?(value: Value, direction: Direction): Value;
};

/** Where a setting belongs: the heading in help, documents and settings panel. */
export type Group = keyof typeof groupTitles;

/** The headings, in the order of the help. */
export const groupTitles = {
	ends: 'From where to where',
	producer: 'Producer',
	queue: 'Queue',
	workers: 'Workers',
	scaler: 'Scaler',
	sink: 'Sink',
	retries: 'Retries and dead letters',
	run: 'Run',
} as const;

/** All there is to say about one setting. */
export type Declaration<Value extends SettingValue = SettingValue> = OptionDeclaration<Value> & {
	readonly group: Group;

	/** The setting that is given by this name, where it is another one. */
	readonly sets?: string;
};

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

type ValueOf<One> = One extends {readonly type: ValueType<infer Value>} ? Value : never;

/** The values that declarations allow, by their names. */
export type ValuesOf<All> = {readonly [Name in keyof All]: ValueOf<All[Name]>};

/** The names of the declarations that can change while the pipeline runs. */
export type LiveNameOf<All> = {
	[Name in keyof All]: All[Name] extends {readonly live: unknown} ? Name : never
}[keyof All];

/** Values by the names of their settings. */
export type SettingValues = Readonly<Record<string, SettingValue>>;

/** Whether there is a value for each of the declarations, and of its type. */
export function hasValues<All extends OptionDeclarations>(declarations: All, values: SettingValues): values is SettingValues & ValuesOf<All> {
	return Object.entries(declarations).every(([name, {type}]) => type.is(values[name]));
}
