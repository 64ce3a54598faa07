import type {LoggedEvent} from '../contract/event.js';
import type {Snapshot} from '../contract/snapshot.js';
import {diagnose, noDiagnosis, type Diagnosis} from '../diagnosis/diagnosis.js';
import {toJson} from '../text/json.js';
import {createEverySecond} from './every-second.js';
import {ledgerSentence} from './ledger-sentence.js';
import type {Output, OutputSettings} from './output.js';

/**
JSON lines: a snapshot a second, with what limits the flow and all events since the one before, and at the end the last snapshot and `{"report": …, "sentence": …}`.
*/
export function createJsonOutput({write, isVerbose, deadLetter}: OutputSettings): Output {
	const isDue = createEverySecond();
	let events: LoggedEvent[] = [];
	let diagnosis: Diagnosis = noDiagnosis;
	let pending: Snapshot | undefined;

	const flush = () => {
		if (pending !== undefined) {
			write(`${toJson({...pending, diagnosis: diagnosis.verdict, events})}\n`);
			events = [];
			pending = undefined;
		}
	};

	return {
		show(snapshot) {
			events.push(...snapshot.events.filter(event => isVerbose || event.isVerbose !== true));
			pending = snapshot;
			diagnosis = diagnose(diagnosis, snapshot);
			if (isDue(snapshot)) {
				flush();
			}
		},
		finish(report) {
			flush();
			write(`${toJson({report, sentence: ledgerSentence(report, deadLetter)})}\n`);
		},
	};
}
