import type {Snapshot} from '../contract/snapshot.js';
import {diagnose, noDiagnosis, type Diagnosis} from '../diagnosis/diagnosis.js';
import type {Limit} from '../diagnosis/verdict.js';
import {compact, duration} from '../text/format.js';
import {oneLine} from '../text/sanitize.js';

/** Milliseconds for which nothing must have been delivered, and for which records must have been refused, to be worth a line. */
const stillFor = 3000;
const refusedFor = 1000;

/** Why nothing flows. */
const reasons: Partial<Readonly<Record<Limit, string>>> = {
	noAnswer: 'the receiver does not answer',
	failing: 'every batch fails',
	space: 'the file can\'t grow',
	fault: 'a fault of the sink is set',
};

/** When the flow stopped, in milliseconds since the start, and what had been delivered by then: a pipeline that has given up its last record does not flow again. */
type Stop = {
	readonly at: number;
	readonly delivered: number;
};

/** Creates a function that says of each snapshot whether the flow has stopped or goes on, once each: `Nothing flows for 3 s: the receiver does not answer`. */
export function createFlowNews(): (snapshot: Snapshot) => readonly string[] {
	let diagnosis: Diagnosis = noDiagnosis;
	let stopped: Stop | undefined;
	let isRefusing = false;
	let deliveredThen = 0;

	const stopNews = (snapshot: Snapshot): readonly string[] => {
		const {elapsed, ledger: {delivered: {records}}, sink: {problem}} = snapshot;
		const {verdict: {limit}, memory: {deliveredAt}} = diagnosis;
		const reason = reasons[limit];
		if (stopped !== undefined) {
			if (records === stopped.delivered) {
				return [];
			}

			const {at} = stopped;
			stopped = undefined;
			return [`Records flow again after ${seconds(elapsed - at)}`];
		}

		if (reason === undefined || elapsed - deliveredAt < stillFor) {
			return [];
		}

		stopped = {at: deliveredAt, delivered: records};
		return [`Nothing flows for ${seconds(elapsed - deliveredAt)}: ${reason}${problem === undefined ? '' : ` (${oneLine(problem)})`}`];
	};

	const refusalNews = ({elapsed, ledger}: Snapshot): readonly string[] => {
		const {verdict: {limit, since, evidence}} = diagnosis;
		const {delivered: {records}, deadLettered} = ledger;
		const refuses = limit === 'deadLetters';
		deliveredThen = refuses ? records : deliveredThen;
		if (refuses === isRefusing || (refuses ? elapsed - since < refusedFor : records === deliveredThen)) {
			return [];
		}

		isRefusing = refuses;
		return [refuses ? `Records become dead letters: ${oneLine(evidence[0] ?? '')}` : `Records are taken again: ${compact(deadLettered.records)} became dead letters`];
	};

	return snapshot => {
		diagnosis = diagnose(diagnosis, snapshot);
		return [...stopNews(snapshot), ...refusalNews(snapshot)];
	};
}

function seconds(milliseconds: number): string {
	return duration(Math.floor(milliseconds / 1000) * 1000);
}
