import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import {droppedOf, insideOf, isBalanced} from '../domain/ledger.js';
import type {Snapshot} from '../contract/snapshot.js';
import {ledgerSentence} from './ledger-sentence.js';

/** What is said and returned when the program leaves an engine that does not answer. */
export type LastKnown = {
	/** The last known ledger, marked as such. */
	readonly sentence: string;
	readonly code: ExitCode;
};

/**
What the last snapshot tells of a run whose end is not known.

@param snapshot The last one; `undefined` where there never was one.
@param age How old it is, in milliseconds.
@param deadLetter The file with the dead letters.
*/
export function lastKnown(snapshot: Snapshot | undefined, age: number, deadLetter: string): LastKnown {
	if (snapshot === undefined) {
		return {sentence: 'Ledger: not known, the engine has never told it.', code: exitCodes.internal.code};
	}

	const {ledger, lost} = snapshot;
	const sentence = ledgerSentence({
		ledger,
		lost,
		accepted: ledger.accepted.records,
		delivered: ledger.delivered.records,
		deadLettered: ledger.deadLettered.records,
		dropped: droppedOf(ledger).records,
		left: insideOf(ledger).records,
		resent: ledger.resent,
	}, deadLetter);
	return {
		sentence: `${sentence.replace(/^Ledger:/v, 'Ledger, as last known:')} That was ${(age / 1000).toFixed(1)} s ago; what has happened since is not known.`,
		code: lost === 0 && isBalanced(ledger) ? exitCodes.undelivered.code : exitCodes.internal.code,
	};
}
