import type {LoggedEvent} from '../contract/event.js';
import type {Snapshot} from '../contract/snapshot.js';
import {capitalise} from '../text/format.js';
import {oneLine} from '../text/sanitize.js';

/** `[METRICS] Produced=1477/s | Processed=150/s | Queue=1277/1500 | Workers=2`. */
export function metricsLine({rates, queue, workers}: Snapshot): string {
	const terms = [
		`Produced=${Math.round(rates.produced)}/s`,
		`Processed=${Math.round(rates.processed)}/s`,
		`Queue=${queue.depth}/${queue.capacity}`,
		`Workers=${workers.length}`,
	];
	return `[METRICS] ${terms.join(' | ')}`;
}

/** Sources whose messages need no name before them. */
const unnamed: ReadonlySet<LoggedEvent['source']> = new Set(['pipeline', 'worker', 'you']);

/** An event as a line: `Scaler: scaling UP, workers = 3 (usage 0.83 > 0.80)`. */
export function eventLine({source, message, detail, line}: LoggedEvent): string {
	if (line !== undefined) {
		return `${capitalise(source)}: ${oneLine(line)}`;
	}

	const text = unnamed.has(source) ? capitalise(oneLine(message)) : `${capitalise(source)}: ${oneLine(message)}`;
	return detail === undefined || detail === '' ? text : `${text} (${oneLine(detail)})`;
}
