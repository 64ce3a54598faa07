import type {Clock} from '../engine/ports/clock.js';
import type {Source} from '../engine/ports/source.js';
import {addressOf, configure, type SourceComponent} from '../settings/components/component.js';
import type {
	OptionDeclaration, OptionDeclarations, SettingValues, ValuesOf,
} from '../settings/declaration.js';
import {size} from '../settings/values/numbers.js';

/** What a source runs on. */
export type SourceContext = {
	readonly clock: Clock;

	/** How many bytes the queue has room for now. */
	readonly room: () => number;
};

/** Everything there is to say about a source, in one place. */
export type SourceDefinition<Address, Options extends OptionDeclarations> = SourceComponent<Address, Options> & {
	/** The path or glob of the files that it reads: nothing else of the run may write to one of them. */
	readonly filesOf?: (address: Address) => string;

	/** The stream of the program that it reads. */
	readonly descriptor?: number;

	/** Loads the implementation only here, since help and flags need it not. The options are read anew at each use. */
	create(address: Address, options: ValuesOf<Options>, context: SourceContext): Promise<Source>;
};

/** A source, whatever its address and its options are. */
export type SourceRegistration = SourceComponent & {
	readonly descriptor?: number;

	/** The path or glob of the files that the source of this address reads, if it does. */
	filesAt(address: string): string | undefined;
	create(address: string, values: SettingValues, context: SourceContext): Promise<Source>;
};

/** Registers a source; its line in the registry makes it known. */
export function defineSource<Address, Options extends OptionDeclarations>(definition: SourceDefinition<Address, Options>): SourceRegistration {
	return {
		...definition,
		filesAt: text => definition.filesOf?.(addressOf(definition, text)),
		async create(text, values, context) {
			const {address, options} = configure(definition, text, values);
			return definition.create(address, options, context);
		},
	};
}

/** An option of every source whose records come from outside. */
export const maxRecordSize = {
	type: size({min: 1, max: 1024 ** 3}),
	initial: {value: 16 * (1024 ** 2)},
	help: 'largest record; larger ones are dead-lettered',
} as const satisfies OptionDeclaration<number>;
