import type {Command} from '../../contract/command.js';
import type {PanelName} from './view.js';

/** A question whose target is fixed when it is asked. */
export type Question = {
	readonly title: string;
	readonly text: string;
	readonly yes: string;
	readonly command: Command;

	/** What is said once it is done. */
	readonly done: string;

	/** The worker that it is about. */
	readonly worker: number | undefined;
};

/** The settings panel. */
export type SettingsOverlay = {
	readonly kind: 'settings';
	readonly selected: string;

	/** What has been typed of a new value, while one is typed. */
	readonly typed: string | undefined;

	/** Why the last change was refused. */
	readonly problem: string | undefined;
};

/** What lies over the panels, and takes the keys meanwhile. */
export type Overlay
	= | {readonly kind: 'none'}
		| {readonly kind: 'help'; readonly offset: number}
		| SettingsOverlay
		| {readonly kind: 'filter'; readonly panel: PanelName}
		| {readonly kind: 'question'; readonly question: Question; readonly isYesChosen: boolean};

/** Nothing lies over the panels. */
export const noOverlay: Overlay = {kind: 'none'};
