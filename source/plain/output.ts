import type {Report} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';

/** Shows a run without a screen. */
export type Output = {
	/** Takes each snapshot, however many there are; shows one a second and every event. */
	show(snapshot: Snapshot): void;

	/** Ends the output after the run: its last line is the ledger in a sentence. */
	finish(report: Report): void;
};

/** Where a run is shown, and how much of it. */
export type OutputSettings = {
	/** Takes whole lines, newlines included. */
	readonly write: (text: string) => void;

	/** Whether verbose events are shown as well. */
	readonly isVerbose: boolean;

	/** The file with the dead letters. */
	readonly deadLetter: string;
};
