import test from 'ava';
import type {LoggedEvent} from '../../../source/contract/snapshot.js';
import {keyTable} from '../../../source/tui/keys/key-table.js';
import {undoFaults} from '../../../source/tui/keys/actions.js';
import {withUndoHint} from '../../../source/tui/state/undo-hint.js';

const event: LoggedEvent = {
	id: 1, at: 0, level: 'info', source: 'you', message: 'sink hangs',
};
const keys = keyTable.find(({act}) => act === undoFaults)?.keys;

for (const mark of ['spike', 'slow', 'fail', 'hang']) {
	test(`an event with the mark ${mark} says which key undoes it`, t => {
		t.is(withUndoHint({...event, mark}).detail, `${keys?.join(' ')} undoes`);
	});
}

test('other events, and those with a detail, stay as they are', t => {
	for (const other of [event, {...event, mark: 'undo'}, {...event, mark: 'spike', detail: 'twice'}]) {
		t.is(withUndoHint(other), other);
	}
});
