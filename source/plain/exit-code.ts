import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import {isBalanced} from '../domain/ledger.js';
import type {Report} from '../contract/report.js';

/** The program's exit code after a run. */
export function exitCode(report: Report): ExitCode {
	if (report.outcome === 'crashed' || report.lost !== 0 || !isBalanced(report.ledger)) {
		return exitCodes.internal.code;
	}

	const undelivered = report.deadLettered + report.dropped + report.left + report.unreachable + report.unread.count;
	return undelivered === 0 && report.outcome !== 'abandoned' ? exitCodes.delivered.code : exitCodes.undelivered.code;
}
