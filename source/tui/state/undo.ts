import type {LoggedEvent} from '../../contract/event.js';

/** The key that undoes what the person broke on purpose: the key table binds it, and what is shown names it. */
export const undoKey = '!';

/** Marks of the events that the key undoes. */
const undoable: ReadonlySet<string> = new Set(['spike', 'slow', 'fail', 'hang']);

/** What stands beside an event's message: the engine's evidence, or the key that undoes the event. The engine names no keys, for it also runs without a screen. */
export function evidenceOf({detail, mark}: LoggedEvent): string {
	return detail ?? (mark !== undefined && undoable.has(mark) ? `${undoKey} undoes` : '');
}
