import {lostOf, type DropReason} from '../domain/ledger.js';
import type {Report, UnknownEnd} from '../contract/report.js';
import {grouped} from '../text/format.js';
import {oneLine} from '../text/sanitize.js';
import {withoutSecrets} from '../text/secrets.js';

/** The figures of a ledger that a sentence needs. */
export type LedgerFigures = Pick<Report, 'accepted' | 'delivered' | 'deadLettered' | 'dropped' | 'left' | 'lost' | 'resent' | 'ledger'>
	& Partial<Pick<Report, 'unread' | 'unconfirmed' | 'outcome' | 'elapsedMs'>>;

/** What is missing, in words. */
function lossOf({ledger, lost}: LedgerFigures): string {
	const missing = lost === 0 ? lostOf(ledger).records : lost;
	if (missing > 0) {
		return `${grouped(missing)} UNACCOUNTED: the ledger does not balance, which is a bug in millrace`;
	}

	if (missing < 0) {
		return `${grouped(-missing)} COUNTED TWICE: the ledger does not balance, which is a bug in millrace`;
	}

	const {bytes} = lostOf(ledger);
	return bytes === 0 ? '0 unaccounted' : `0 unaccounted, but ${grouped(Math.abs(bytes))} BYTES DO NOT BALANCE, which is a bug in millrace`;
}

const dropReasons: Readonly<Record<DropReason, string>> = {
	sinkClosed: 'the receiver was gone',
	deadLetterFailed: 'the dead letters could not be written',
};

function dropsOf({ledger}: LedgerFigures): readonly string[] {
	return Object.entries(dropReasons)
		.map(([reason, words]) => ({words, records: isDropReason(reason) ? ledger.dropped[reason].records : 0}))
		.filter(({records}) => records > 0)
		.map(({words, records}) => `${grouped(records)} dropped (${words})`);
}

function isDropReason(name: string): name is DropReason {
	return Object.hasOwn(dropReasons, name);
}

/** What went into a file that has no name any more. */
function unreachableOf({ledger: {unreachable: {records}}}: LedgerFigures): string {
	return records === 0 ? '' : `; up to ${grouped(records)} delivered into a file that was removed or cut`;
}

/** Which files were not read. */
function unreadOf({unread}: LedgerFigures): string {
	const [first] = unread?.files ?? [];
	if (unread === undefined || first === undefined) {
		return '';
	}

	return unread.count === 1
		? `; ${oneLine(first.file)} was not read to its end (${oneLine(first.reason)})`
		: `; ${grouped(unread.count)} files were not read to their end (the first is ${oneLine(first.file)}: ${oneLine(first.reason)})`;
}

/** The dead letters, where they are, and what of them was cut. */
function deadLettersOf({deadLettered, ledger: {cut}}: LedgerFigures, deadLetter: string): readonly string[] {
	const isCut = cut.records === 0 ? '' : `; of ${grouped(cut.records)} the last ${grouped(cut.bytes)} bytes were cut`;
	return deadLettered === 0 ? [] : [`${grouped(deadLettered)} dead-lettered (in ${withoutSecrets(oneLine(deadLetter))}${isCut})`];
}

/** How many of those left behind were sent. */
function sentOf({unconfirmed = 0}: LedgerFigures): string {
	return unconfirmed === 0 ? '' : ` (${grouped(unconfirmed)} of them sent, but not confirmed by the receiver)`;
}

function leftOf(report: LedgerFigures): readonly string[] {
	const {outcome, left} = report;
	return left === 0 ? [] : [`${grouped(left)} ${isUnknownEnd(outcome) ? 'in the pipeline' : 'not delivered'}${sentOf(report)}`];
}

const unknownEnds: Readonly<Record<UnknownEnd, string>> = {
	crashed: 'the engine has crashed',
	abandoned: 'the engine had not stopped',
};

function isUnknownEnd(outcome: Report['outcome'] | undefined): outcome is UnknownEnd {
	return outcome !== undefined && Object.hasOwn(unknownEnds, outcome);
}

/** What the sentence is about: where the end is unknown, what was known before it. */
function subjectOf({outcome, elapsedMs = 0}: LedgerFigures): string {
	return isUnknownEnd(outcome) ? `Last known ledger, of ${(elapsedMs / 1000).toFixed(1)} s after the start` : 'Ledger';
}

/**
The ledger of a run in a sentence: `Ledger: 1,000 accepted = 1,000 delivered; 0 unaccounted.` What is 0 is left out, but for what matters.

Where the end is unknown it says as of when the figures are, and that more may have happened since.

@param deadLetter The file with the dead letters.
*/
export function ledgerSentence(report: LedgerFigures, deadLetter: string): string {
	const terms = [
		`${grouped(report.delivered)} delivered`,
		...deadLettersOf(report, deadLetter),
		...dropsOf(report),
		...leftOf(report),
	];
	const resent = report.resent === 0 ? '' : `; ${grouped(report.resent)} sent again, so the receiver may hold them twice`;
	const unknown = isUnknownEnd(report.outcome) ? `; ${unknownEnds[report.outcome]}, and what came after is not known` : '';
	return `${subjectOf(report)}: ${grouped(report.accepted)} accepted = ${terms.join(' + ')}; ${lossOf(report)}${resent}${unreachableOf(report)}${unreadOf(report)}${unknown}.`;
}
