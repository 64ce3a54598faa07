import test from 'ava';
import {createStage} from '../../helpers/stage.js';
import {keysOver} from '../../../source/tui/keys/overlay-keys.js';
import {press} from '../../../source/tui/keys/press.js';

const names = new Map([['↑↓', 'down'], ['←→', 'right'], ['esc', 'escape'], ['any other key', 'x']]);

for (const [what, opened] of [['the settings', ['e']], ['a setting that is typed', ['e', 'enter', '5']], ['a question', ['K']], ['help', ['?']]] as const) {
	test(`each key that the footer names over ${what} does something`, async t => {
		const stage = await createStage();
		stage.pass(20);
		stage.press(...opened);
		const keys = keysOver(stage.state().overlay) ?? [];
		t.true(keys.length > 0);
		for (const [shown] of keys) {
			const {state, ...more} = press(stage.state(), names.get(shown) ?? shown);
			t.true(state !== stage.state() || Object.keys(more).length > 0, `${shown} does nothing`);
		}
	});
}

test('where nothing lies over the screen, or a filter is typed, the footer has the key table', async t => {
	const stage = await createStage();
	stage.pass(20);
	t.is(keysOver(stage.state().overlay), undefined);
	stage.press('/');
	t.is(keysOver(stage.state().overlay), undefined);
});
