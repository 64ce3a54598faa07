import type {LoggedEvent} from '../../contract/event.js';
import {kindOf} from '../../contract/event-kind.js';

/** An event that knows of those of its kind that came shortly before it. */
export type CountedEvent = LoggedEvent & {
	/** How many there are, with this one. */
	readonly count: number;

	/** When the first of them was, in microseconds since the epoch. */
	readonly firstAt: number;
};

/** Events further apart are two stories, in microseconds. */
const apart = 10_000_000;

/** Events, oldest first, with further ones, counted. Where they are more than are kept, those go first that a newer one speaks for. */
export function withCounted(events: readonly CountedEvent[], added: readonly LoggedEvent[], kept: number): readonly CountedEvent[] {
	const all = [...events];
	const newest = new Map(events.map((event, index) => [kindOf(event), index]));
	for (const event of added) {
		const kind = kindOf(event);
		const index = newest.get(kind);
		const before = index === undefined ? undefined : all[index];
		newest.set(kind, all.length);
		all.push(before !== undefined && isOneStory(before, event, index === all.length - 1)
			? {...event, count: before.count + 1, firstAt: before.firstAt}
			: {...event, count: 1, firstAt: event.at});
	}

	return all.length > kept ? foldedEvents(all).slice(-kept) : all;
}

/** Events, oldest first, without those that a newer one speaks for. */
export function foldedEvents(events: readonly CountedEvent[]): readonly CountedEvent[] {
	const newer = new Map<string, number>();
	return events.toReversed().filter(event => {
		const kind = kindOf(event);
		const isSpokenFor = newer.get(kind) === event.count + 1;
		newer.set(kind, event.count);
		return !isSpokenFor;
	}).toReversed();
}

/** What is no trouble is only folded where nothing has happened between. */
function isOneStory(before: LoggedEvent, event: LoggedEvent, isNext: boolean): boolean {
	return (isNext || event.level !== 'info') && event.at - before.at < apart;
}
