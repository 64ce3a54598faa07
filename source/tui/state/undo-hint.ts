import type {LoggedEvent} from '../../contract/snapshot.js';

/** The key that undoes all faults and ends a spike. */
export const undoKey = '!';

/** The marks of what that key undoes. */
const undoable: ReadonlySet<string | undefined> = new Set(['spike', 'slow', 'fail', 'hang']);

/** An event with a word on how to undo it. The engine can't say it: runs without a screen have no keys. */
export function withUndoHint(event: LoggedEvent): LoggedEvent {
	return event.detail === undefined && undoable.has(event.mark) ? {...event, detail: `${undoKey} undoes`} : event;
}
