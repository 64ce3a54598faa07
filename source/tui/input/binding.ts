import type {Mode} from '../state/mode.js';
import type {Action} from './action.js';

/** What keys are for, in the order of the help. */
export const keyGroups = ['View', 'Load', 'Workers', 'Sink', 'Panels', 'Settings', 'Leave'] as const;

/** One line of the key table: what is pressed, what it does, and what help and footer say about it. */
export type Binding = {
	/** Characters, or names such as `up` and `ctrl-c`. */
	readonly keys: readonly string[];

	/** The keys as a person reads them. */
	readonly shown: string;
	readonly group: typeof keyGroups[number];
	readonly help: string;

	/** The label in the footer, if it is shown there; the table's order is the footer's. */
	readonly footer?: string;

	/** The keys in the footer, where one label stands for several lines of the table. */
	readonly footerKeys?: string;

	/** Whether it acts on the pipeline, and so not while the keys are locked. */
	readonly isActing?: true;

	/** Whether it also works over help and the settings panel. */
	readonly isEverywhere?: true;
	/** Where it means something; everywhere without it. The footer offers it there only. */
	readonly acts?: (mode: Mode) => boolean;
	readonly act: Action;
};
