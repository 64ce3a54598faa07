import type {LoggedEvent} from '../contract/event.js';
import type {Snapshot} from '../contract/snapshot.js';
import {toJson} from '../text/json.js';
import {createEverySecond} from './every-second.js';
import {ledgerSentence} from './ledger-sentence.js';
import type {Output, OutputSettings} from './output.js';

/**
JSON lines: a snapshot a second with all events since the one before, and at the end the last snapshot and `{"report": …, "sentence": …}`.
*/
export function createJsonOutput({write, isVerbose, deadLetter}: OutputSettings): Output {
	const isDue = createEverySecond();
	let events: LoggedEvent[] = [];
	let pending: Snapshot | undefined;

	const flush = () => {
		if (pending !== undefined) {
			write(`${toJson({...pending, events})}\n`);
			events = [];
			pending = undefined;
		}
	};

	return {
		show(snapshot) {
			events.push(...snapshot.events.filter(event => isVerbose || event.isVerbose !== true));
			pending = snapshot;
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
