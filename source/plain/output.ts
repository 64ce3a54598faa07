import type {Report, Snapshot} from '../contract/snapshot.js';

/** What shows a run where there is no screen. */
export type Output = {
	/** Takes each snapshot, however many there are; shows one a second and every event. */
	show(snapshot: Snapshot): void;

	/** The run is over. What this writes ends with the ledger in a sentence. */
	finish(report: Report): void;
};

/** Where a run is shown to, and what of it. */
export type OutputSettings = {
	/** Takes whole lines, newlines included. */
	readonly write: (text: string) => void;

	/** Whether events are shown that are only of interest now and then. */
	readonly isVerbose: boolean;

	/** The file with the dead letters. */
	readonly deadLetter: string;
};
