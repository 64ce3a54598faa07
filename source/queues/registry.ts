import type {Queue} from '../engine/ports/queue.js';
import {wordAddress} from '../settings/components/addresses.js';
import {configure, type Component} from '../settings/components/component.js';
import type {OptionDeclarations, SettingValues, ValuesOf} from '../settings/declaration.js';

/** The bounds that every queue starts with. */
export type QueueContext = {
	/** The most records that may wait. */
	readonly capacity: number;

	/** The most bytes that may wait or be leased. */
	readonly byteCapacity: number;
};

/** Everything there is to say about a queue, in one place. */
export type QueueDefinition<Address, Options extends OptionDeclarations> = Component<Address, Options> & {
	/** Loads the implementation only here, since help and flags need it not. The options are read anew at each use. */
	create(address: Address, options: ValuesOf<Options>, context: QueueContext): Promise<Queue>;
};

/** A queue, whatever its address and its options are. */
export type QueueRegistration = Component & {
	create(address: string, values: SettingValues, context: QueueContext): Promise<Queue>;
};

/** Registers a queue; its line in the list below makes it known. */
export function defineQueue<Address, Options extends OptionDeclarations>(definition: QueueDefinition<Address, Options>): QueueRegistration {
	return {
		...definition,
		async create(text, values, context) {
			const {address, options} = configure(definition, text, values);
			return definition.create(address, options, context);
		},
	};
}

const memoryQueue = defineQueue({
	name: 'memory',
	address: wordAddress('memory'),
	options: {},
	async create(_address, _options, {capacity, byteCapacity}) {
		const implementation = await import('./memory-queue.js');
		return new implementation.MemoryQueue(capacity, byteCapacity);
	},
});

/** All queues there are, in the order of the help. */
export const queues: readonly QueueRegistration[] = [
	memoryQueue,
];
