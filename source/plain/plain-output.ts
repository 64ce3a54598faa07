import {createEverySecond} from './every-second.js';
import {createFlowNews} from './flow-news.js';
import {ledgerSentence} from './ledger-sentence.js';
import {createFoldedLines} from './folded-lines.js';
import {metricsLine} from './lines.js';
import type {Output, OutputSettings} from './output.js';

/** Text: a line a second, a line for each event and for each stop of the flow, and the ledger in a sentence at the end. */
export function createPlainOutput({write, isVerbose, deadLetter}: OutputSettings): Output {
	const isDue = createEverySecond();
	const newsOf = createFlowNews();
	const {linesOf, rest} = createFoldedLines();
	return {
		show(snapshot) {
			const events = snapshot.events.filter(event => isVerbose || event.isVerbose !== true);
			const lines = [...linesOf(events, snapshot.at), ...newsOf(snapshot)];
			if (isDue(snapshot)) {
				lines.push(metricsLine(snapshot));
			}

			if (lines.length > 0) {
				write(lines.map(line => `${line}\n`).join(''));
			}
		},
		finish(report) {
			const lines = [...rest(), `Program ${report.outcome === 'crashed' ? 'crashed' : 'finished'}`, ledgerSentence(report, deadLetter)];
			write(lines.map(line => `${line}\n`).join(''));
		},
	};
}
