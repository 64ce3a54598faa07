import {createEverySecond} from './every-second.js';
import {createFlowNews} from './flow-news.js';
import {ledgerSentence} from './ledger-sentence.js';
import {eventLine, metricsLine} from './lines.js';
import type {Output, OutputSettings} from './output.js';

/** Text: a line a second, a line for each event and for each stop of the flow, and the ledger in a sentence at the end. */
export function createPlainOutput({write, isVerbose, deadLetter}: OutputSettings): Output {
	const isDue = createEverySecond();
	const newsOf = createFlowNews();
	return {
		show(snapshot) {
			const lines = snapshot.events.filter(event => isVerbose || event.isVerbose !== true).map(event => eventLine(event));
			lines.push(...newsOf(snapshot));
			if (isDue(snapshot)) {
				lines.push(metricsLine(snapshot));
			}

			if (lines.length > 0) {
				write(lines.map(line => `${line}\n`).join(''));
			}
		},
		finish(report) {
			write(`Program ${report.outcome === 'crashed' ? 'crashed' : 'finished'}\n${ledgerSentence(report, deadLetter)}\n`);
		},
	};
}
