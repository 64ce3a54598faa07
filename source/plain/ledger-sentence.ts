import {lostOf, type DropReason} from '../domain/ledger.js';
import type {Report} from '../contract/report.js';
import {grouped} from '../text/format.js';
import {oneLine} from '../text/sanitize.js';

/** What is missing, in words. */
function lossOf({ledger, lost}: Report): string {
	const missing = lost === 0 ? lostOf(ledger).records : lost;
	if (missing > 0) {
		return `${grouped(missing)} LOST: the ledger does not balance, which is a bug in millrace`;
	}

	if (missing < 0) {
		return `${grouped(-missing)} COUNTED TWICE: the ledger does not balance, which is a bug in millrace`;
	}

	const {bytes} = lostOf(ledger);
	return bytes === 0 ? '0 lost' : `0 lost, but ${grouped(Math.abs(bytes))} BYTES DO NOT BALANCE, which is a bug in millrace`;
}

const dropReasons: Readonly<Record<DropReason, string>> = {
	sinkClosed: 'the receiver was gone',
	deadLetterFailed: 'the dead letters could not be written',
};

function dropsOf({ledger}: Report): readonly string[] {
	return Object.entries(dropReasons)
		.map(([reason, words]) => ({words, records: isDropReason(reason) ? ledger.dropped[reason].records : 0}))
		.filter(({records}) => records > 0)
		.map(({words, records}) => `${grouped(records)} dropped (${words})`);
}

function isDropReason(name: string): name is DropReason {
	return Object.hasOwn(dropReasons, name);
}

/** How many of those left behind were sent. */
function sentOf({unconfirmed = 0}: Report): string {
	return unconfirmed === 0 ? '' : ` (${grouped(unconfirmed)} of them sent, but not confirmed by the receiver)`;
}

/**
The ledger of a run in a sentence: `Ledger: 1,000 accepted = 1,000 delivered; 0 lost.` What is 0 is left out, but for what matters.

@param deadLetter The file with the dead letters.
*/
export function ledgerSentence(report: Report, deadLetter: string): string {
	const terms = [
		`${grouped(report.delivered)} delivered`,
		...(report.deadLettered === 0 ? [] : [`${grouped(report.deadLettered)} dead-lettered (in ${oneLine(deadLetter)})`]),
		...dropsOf(report),
		...(report.left === 0 ? [] : [`${grouped(report.left)} left behind${sentOf(report)}`]),
	];
	const resent = report.resent === 0 ? '' : `; ${grouped(report.resent)} sent again, so the receiver may hold them twice`;
	return `Ledger: ${grouped(report.accepted)} accepted = ${terms.join(' + ')}; ${lossOf(report)}${resent}.`;
}
