import type {ThemeName} from '../../settings/cli/output-options.js';
import type {Order} from './table-order.js';
import type {TimeWindow} from './time-window.js';

/** The name of a panel, which its definition gives it. */
export type PanelName = string;

/** How a person has set up what is shown; the run knows nothing of it. */
export type View = {
	readonly window: TimeWindow;

	/** The second of the run that a frozen screen looks at; `undefined` is the one in which it was frozen. */
	readonly moment: number | undefined;

	/** `undefined` where there are no colours to choose. */
	readonly theme: ThemeName | undefined;

	/** The panel that the keys for moving act on. */
	readonly focus: PanelName;

	/** Whether that panel has the whole body. */
	readonly isZoomed: boolean;
	readonly order: Order;

	/** For each panel that was filtered, the words that a row must hold; the empty text shows all. */
	readonly filters: Readonly<Record<PanelName, string>>;

	/** The id of the event that is read at the top; `undefined` follows the newest. */
	readonly top: number | undefined;
};

export const initialView: View = {
	window: 60,
	moment: undefined,
	theme: 'dark',
	focus: 'workers',
	isZoomed: false,
	order: {column: 'worker', isReversed: false},
	filters: {},
	top: undefined,
};

/** What a panel is filtered by; the empty text where it is not. */
export function filterOf({filters}: View, panel: PanelName): string {
	return filters[panel] ?? '';
}
