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

/** The dead letters, where they are, and what of them was cut. */
function deadLettersOf({deadLettered, ledger: {cut}}: Report, deadLetter: string): readonly string[] {
	const isCut = cut.records === 0 ? '' : `; of ${grouped(cut.records)} the last ${grouped(cut.bytes)} bytes were cut`;
	return deadLettered === 0 ? [] : [`${grouped(deadLettered)} dead-lettered (in ${oneLine(deadLetter)}${isCut})`];
}

function leftOf({outcome, left}: Report): readonly string[] {
	return left === 0 ? [] : [`${grouped(left)} ${outcome === 'crashed' ? 'in the pipeline' : 'left behind'}`];
}

/** What the sentence is about: a crash leaves only what was known before it. */
function subjectOf({outcome, elapsedMs}: Report): string {
	return outcome === 'crashed' ? `Last known ledger, of ${(elapsedMs / 1000).toFixed(1)} s after the start` : 'Ledger';
}

/**
The ledger of a run in a sentence: `Ledger: 1,000 accepted = 1,000 delivered; 0 lost.` What is 0 is left out, but for what matters.

After a crash of the engine it says as of when the figures are, and that more may have happened since.

@param deadLetter The file with the dead letters.
*/
export function ledgerSentence(report: Report, deadLetter: string): string {
	const terms = [
		`${grouped(report.delivered)} delivered`,
		...deadLettersOf(report, deadLetter),
		...dropsOf(report),
		...leftOf(report),
	];
	const resent = report.resent === 0 ? '' : `; ${grouped(report.resent)} sent again, so the receiver may hold them twice`;
	const unknown = report.outcome === 'crashed' ? '; the engine has crashed, and what came after is not known' : '';
	return `${subjectOf(report)}: ${grouped(report.accepted)} accepted = ${terms.join(' + ')}; ${lossOf(report)}${resent}${unknown}.`;
}
