import type {StateValue} from 'xstate';

/** A running machine, as far as its port speaks to it. */
export type MachineRef<Event> = {
	send(event: Event): void;
	getSnapshot(): {readonly value: StateValue};
};
