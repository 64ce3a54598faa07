import type {ReactNode} from 'react';
import type {Binding} from '../input/binding.js';
import type {Band, Layout} from '../state/layout.js';
import type {ScreenState} from '../state/screen-state.js';
import type {PanelName} from '../state/view.js';
import type {Size} from '../terminal/frame.js';
import type {Scene} from './scene.js';

/** Where a panel stands. */
export type Place = {
	readonly isFocused: boolean;

	/** Whether the panel has the whole body, and shows all that it has. */
	readonly isZoomed: boolean;

	/** Columns, with the borders. */
	readonly width: number;

	/** Rows inside the borders. */
	readonly rows: number;
};

/** How far a key moves. */
export type Step = 'row' | 'page' | 'all';

/** What a panel does with keys while it is in focus. */
export type PanelFocus = {
	/** The keys that act in the panel, said in the footer when tab comes to it. */
	readonly hint: string;

	/** Whether `/` filters the panel's rows. */
	readonly isFiltered: boolean;

	/** Whether enter shows the panel in full; in any other panel enter opens the selected worker. */
	readonly isZoomable: boolean;

	/** The state after a key that moves; a panel without rows to move in has none. */
	readonly move?: (state: ScreenState, step: Step, isDown: boolean) => ScreenState;
};

/** All that the screen knows of a panel. */
export type PanelDefinition = {
	readonly name: PanelName;
	readonly band: Band;

	/** Columns that the panel takes of its band, or the rest. 0 is no room: the panel then has the band to itself, while it is in focus. */
	readonly columns: (size: Size, layout: Layout) => number | 'rest';
	readonly draw: (scene: Scene, place: Place) => ReactNode;

	/** A panel without it is passed over by tab. */
	readonly focus?: PanelFocus;

	/** Keys of the panel's own; they act wherever the focus is. */
	readonly keys?: readonly Binding[];
};
