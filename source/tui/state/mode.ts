import type {PanelName} from './view.js';

/** What decides which keys mean something. */
export type Mode = {
	/** A machine is shown in detail. */
	readonly isDetail: boolean;

	/** A panel has the whole body. */
	readonly isZoomed: boolean;

	/** The screen stands still or looks back. */
	readonly isPast: boolean;
	readonly isDraining: boolean;

	/** A user has asked to leave. */
	readonly isLeaving: boolean;

	/** The producer keeps a rate. */
	readonly isPaced: boolean;

	/** The sink may be broken on purpose. */
	readonly allowsFaults: boolean;

	/** Something is broken on purpose, or a spike goes on. */
	readonly isUndoable: boolean;
	readonly focus: PanelName;
};
