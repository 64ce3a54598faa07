import type {Random} from '../domain/backoff.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Sink} from '../engine/ports/sink.js';
import {
	addressOf, configure, type Component, type SinkComponent,
} from '../settings/components/component.js';
import type {
	OptionDeclarations, SettingValues, ValuesOf,
} from '../settings/declaration.js';

type Capabilities = {
	/** Whether it delivers to a receiver: faults then need to be allowed. */
	readonly isReal: boolean;

	/** Whether the receiver may refuse records for good. */
	readonly canRefuse: boolean;
};

/** What a sink runs on. */
export type SinkContext = {
	readonly clock: Clock;
	readonly random: Random;
};

/** Everything there is to say about a sink, in one place. */
export type SinkDefinition<Address, Options extends OptionDeclarations> = Component<Address, Options> & Capabilities & {
	/** The file that it appends to: nothing else of the run may use that file. */
	readonly fileOf?: (address: Address) => string;

	/** The stream of the program that it writes to. */
	readonly descriptor?: number;

	/** Loads the implementation only here, since help and flags need it not. The options are read anew at each use. */
	create(address: Address, options: ValuesOf<Options>, context: SinkContext): Promise<Sink>;
};

export type CreatedSink = Capabilities & {
	readonly sink: Sink;
};

/** A sink, whatever its address and its options are. */
export type SinkRegistration = SinkComponent & {
	readonly descriptor?: number;

	/** The file that the sink of this address appends to, if it does. */
	fileAt(address: string): string | undefined;
	create(address: string, values: SettingValues, context: SinkContext): Promise<CreatedSink>;
};

/** Registers a sink; its line in the registry makes it known. */
export function defineSink<Address, Options extends OptionDeclarations>(definition: SinkDefinition<Address, Options>): SinkRegistration {
	const {isReal, canRefuse, fileOf} = definition;
	return {
		...definition,
		fileAt: text => fileOf?.(addressOf(definition, text)),
		async create(text, values, context) {
			const {address, options} = configure(definition, text, values);
			return {
				sink: await definition.create(address, options, context), isReal, canRefuse,
			};
		},
	};
}
