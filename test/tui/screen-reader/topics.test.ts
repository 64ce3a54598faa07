import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import type {Snapshot} from '../../../source/contract/snapshot.js';
import {initialState, receive} from '../../../source/tui/state/screen-state.js';
import {noAnnouncements, announce} from '../../../source/tui/screen-reader/announcements.js';
import {topicsOf} from '../../../source/tui/screen-reader/topics.js';
import {eventWith, snapshotWith} from '../../helpers/snapshots.js';

function said(parts: Partial<Snapshot>): string {
	const state = receive(initialState(schema, {columns: 80, rows: 24}, 0), snapshotWith(parts), 100);
	return announce(noAnnouncements, topicsOf(state), 100).sentences.join('\n');
}

test('a ledger that does not balance, and a sink that fails, are alarms', t => {
	const text = said({
		lost: 3, sink: {
			name: 'http', fault: {kind: 'none'}, allowsFaults: false, problem: '503\u001B[31m', isRefusal: false,
		},
	});
	t.regex(text, /Alarm: 3 records unaccounted, the ledger does not balance\.\nThe sink fails: 503\./v);
});

test('while it drains, what is left is said', t => {
	t.regex(said({state: 'draining'}), /0 records left to deliver/v);
});

test('of many events the last are said, and of how many they are the last; what the person did is answered already', t => {
	const events = Array.from({length: 7}, (_, index) => eventWith({id: index + 1, source: 'scaler', message: `step ${index + 1}`}));
	const text = said({events: [...events, eventWith({id: 8, source: 'you', message: 'spike'})]});
	t.regex(text, /3 earlier events\.\nScaler, step 4\./v);
	t.regex(text, /Scaler, step 7\.$/v);
});
