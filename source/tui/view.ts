import type {ThemeName} from '../settings/output-options.js';
import type {TimeWindow} from './time-window.js';

/** How a person has set up what is shown; the run knows nothing of it. */
export type View = {
	readonly window: TimeWindow;

	/** The second of the run that a frozen screen looks at; `undefined` is the one in which it was frozen. */
	readonly moment: number | undefined;

	/** `undefined` where there are no colours to choose. */
	readonly theme: ThemeName | undefined;
};

export const initialView: View = {window: 60, moment: undefined, theme: 'dark'};
