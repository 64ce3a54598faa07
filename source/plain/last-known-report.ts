import type {Report, UnknownEnd} from '../contract/report.js';
import type {Snapshot} from '../contract/snapshot.js';
import {
	droppedOf, emptyLedger, insideOf, lostOf,
} from '../domain/ledger.js';
import {ledgerSentence} from './ledger-sentence.js';

/**
The report of a run whose end is not known: what the last snapshot knew, marked as such, with the ledger's sentence as its note.

@param last The last snapshot, if there was one.
@param outcome Why nothing later is known.
@param deadLetter The file with the dead letters.
*/
export function lastKnownReport(last: Snapshot | undefined, outcome: UnknownEnd, deadLetter: string): Report {
	const ledger = last?.ledger ?? emptyLedger;
	const elapsedMs = Math.round(last?.elapsed ?? 0);
	const mean = (records: number): number => elapsedMs === 0 ? 0 : Math.round(records * 1000 / elapsedMs);
	const report: Report = {
		outcome,
		accepted: ledger.accepted.records,
		delivered: ledger.delivered.records,
		deadLettered: ledger.deadLettered.records,
		dropped: droppedOf(ledger).records,
		left: insideOf(ledger).records,
		lost: lostOf(ledger).records,
		resent: ledger.resent,
		unreachable: ledger.unreachable.records,
		elapsedMs,
		workers: {peak: last?.bounds.peakWorkers ?? 0},
		rates: {produced: mean(ledger.accepted.records), processed: mean(ledger.delivered.records)},
		latencyMs: undefined,
		flushReasons: last?.flushReasons ?? {full: 0, linger: 0, drain: 0},
		retries: last?.retries ?? 0,
		failures: last?.failures ?? 0,
		ledger,
		unread: last?.unread ?? {count: 0, files: []},
	};
	return {...report, note: ledgerSentence(report, deadLetter)};
}
