import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import {isBalanced} from '../domain/ledger.js';
import type {Report} from '../contract/report.js';

/** The program's exit code after a run. */
export function exitCode(report: Report): ExitCode {
	if (report.outcome === 'crashed' || report.lost !== 0 || !isBalanced(report.ledger)) {
		return exitCodes.internal.code;
	}

	return report.deadLettered + report.dropped + report.left + report.unread.count === 0 ? exitCodes.delivered.code : exitCodes.undelivered.code;
}
