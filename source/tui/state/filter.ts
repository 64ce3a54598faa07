import type {LoggedEvent} from '../../contract/event.js';
import type {WorkerSnapshot} from '../../contract/snapshot.js';
import {workerBadges} from '../theme/badges.js';
import {evidenceOf} from './undo.js';

/** Characters that a filter can have. */
export const longestFilter = 40;

/** The workers that a filter lets through: each word is the worker's id, or part of its state as the table words it. */
export function matchingWorkers(workers: readonly WorkerSnapshot[], filter: string): readonly WorkerSnapshot[] {
	const words = wordsOf(filter);
	return words.length === 0 ? workers : workers.filter(worker => isWorkerMatching(worker, words));
}

/** The events that a filter lets through, in their order: each word is part of the level, the source, the message or the detail. */
export function matchingEvents<Event extends LoggedEvent>(events: readonly Event[], filter: string): readonly Event[] {
	const words = wordsOf(filter);
	return words.length === 0 ? events : events.filter(event => isEventMatching(event, words));
}

/** The words of a filter, in lower case. */
export function wordsOf(filter: string): readonly string[] {
	return filter.toLowerCase().split(/\s+/v).filter(word => word !== '');
}

/** Whether a worker has all the words of a filter. */
export function isWorkerMatching({id, state}: WorkerSnapshot, words: readonly string[]): boolean {
	return words.every(word => word === String(id) || workerBadges[state].word.includes(word));
}

function isEventMatching(event: LoggedEvent, words: readonly string[]): boolean {
	const {level, source, message} = event;
	const text = [level, source, message, evidenceOf(event)].join('\n').toLowerCase();
	return words.every(word => text.includes(word));
}
