import test from 'ava';
import {keyTable} from '../../../source/tui/keys/key-table.js';
import {evidenceOf, undoKey} from '../../../source/tui/state/undo.js';
import {eventWith} from '../../helpers/snapshots.js';

test('what was broken on purpose says which key undoes it', t => {
	for (const mark of ['spike', 'slow', 'fail', 'hang']) {
		t.is(evidenceOf(eventWith({mark})), '! undoes');
	}
});

test('other events have the engine\'s evidence, or none', t => {
	t.is(evidenceOf(eventWith({mark: 'rate'})), '');
	t.is(evidenceOf(eventWith({})), '');
	t.is(evidenceOf(eventWith({detail: 'usage 0.85 > 0.80'})), 'usage 0.85 > 0.80');
});

test('the key table binds the key that undoes', t => {
	t.regex(keyTable.find(({keys}) => keys.includes(undoKey))?.help ?? '', /^undo all faults/v);
});
