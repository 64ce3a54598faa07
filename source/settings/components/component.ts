import {InternalError} from '../../domain/errors.js';
import {
	hasValues, type OptionDeclarations, type SettingValues, type ValuesOf,
} from '../declaration.js';
import type {ParseResult} from '../values/parse-result.js';

/** How a component is named: by a word of its own, or by what its address begins with. */
export type AddressForm<Address = unknown> = {
	/** Each way to write it, for the help: `file:<path>`. */
	readonly forms: readonly string[];

	/** The words or schemes by which it is recognised, in small letters. */
	readonly schemes: readonly string[];

	/** The members of the component's object in a configuration file that make up its address. */
	readonly parts: readonly string[];

	/** The address that the parts make up, as a flag would have it. A part that was left out is empty. */
	join(parts: Readonly<Record<string, string>>): string;

	/** Checks what can be checked without reaching out; `undefined` for the address of another component. */
	parse(text: string): ParseResult<Address> | undefined;
};

/** Two settings of which one may not be above the other. */
export type Order<Name = string> = {
	readonly low: Name;
	readonly high: Name;

	/** Whether they may not be equal either. */
	readonly isStrict?: boolean;
	readonly why: string;
};

/** What a source, a sink or a queue declares about itself. */
export type Component<Address = unknown, Options extends OptionDeclarations = OptionDeclarations> = {
	/** Its type in a configuration file, and its name in messages. */
	readonly name: string;
	readonly address: AddressForm<Address>;

	/** The options that no other component has, unless it lists the same declaration. */
	readonly options: Options;
	readonly orders?: readonly Order[];
};

/** A source also says whether its records come from outside: otherwise the program makes them and has to pace them. */
export type SourceComponent<Address = unknown, Options extends OptionDeclarations = OptionDeclarations> = Component<Address, Options> & {
	readonly isReal: boolean;
};

/** A sink also says whether it delivers to a receiver: it then gets generated records, and faults, only where they are asked for. */
export type SinkComponent<Address = unknown, Options extends OptionDeclarations = OptionDeclarations> = Component<Address, Options> & {
	readonly isReal: boolean;
};

/** All components there are, in the order of the help. */
export type Components = {
	readonly source: readonly SourceComponent[];
	readonly sink: readonly SinkComponent[];
	readonly queue: readonly Component[];
};

/** What is made by components: where records come from, go to and wait. */
export type End = keyof Components;

export const ends: readonly End[] = ['source', 'sink', 'queue'];

/** An address that was checked, taken apart. */
export function addressOf<Address>({name, address}: Component<Address>, text: string): Address {
	const result = address.parse(text);
	if (!result?.ok) {
		throw new InternalError(`an address that was checked is none of ${name}`);
	}

	return result.value;
}

/** What a component is made from: its address taken apart, and its options. These are the settings themselves, so they are read anew at each use. */
export function configure<Address, Options extends OptionDeclarations>(
	{name, address, options}: Component<Address, Options>,
	text: string,
	values: SettingValues,
): {readonly address: Address; readonly options: ValuesOf<Options>} {
	const result = address.parse(text);
	if (!result?.ok || !hasValues(options, values)) {
		throw new InternalError(`settings that were checked are none of ${name}`);
	}

	return {address: result.value, options: values};
}
