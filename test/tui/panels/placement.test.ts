import test from 'ava';
import {placedIn} from '../../../source/tui/panels/placement.js';
import type {PanelDefinition} from '../../../source/tui/panels/panel-definition.js';
import {
	focusOf, panelAfter, panelKeys, panels,
} from '../../../source/tui/panels/panels.js';
import {bands, layoutOf, type Band} from '../../../source/tui/state/layout.js';
import {keyTable} from '../../../source/tui/keys/key-table.js';

const namesIn = (band: Band, columns: number, focus: string): readonly string[] => {
	const size = {columns, rows: 40};
	return placedIn(band, panels, size, layoutOf(size, 10), focus).map(({panel}) => panel.name);
};

test('no two panels have the same name', t => {
	t.is(new Set(panels.map(({name}) => name)).size, panels.length);
});

test('the panels of each band fill its width on every screen, whichever is in focus', t => {
	for (const {name: focus} of panels) {
		for (let columns = 60; columns <= 300; columns += 7) {
			for (const rows of [16, 24, 40, 60]) {
				const size = {columns, rows};
				for (const band of bands) {
					const placed = placedIn(band, panels, size, layoutOf(size, 10), focus);
					t.is(placed.reduce((sum, {width}) => sum + width, 0), columns, `${band} at ${columns}×${rows}`);
				}
			}
		}
	}
});

test('a panel without room beside the others has the band to itself while it is in focus', t => {
	t.deepEqual(namesIn('bottom', 80, 'workers'), ['events']);
	t.deepEqual(namesIn('bottom', 80, 'ledger'), ['ledger']);
	t.deepEqual(namesIn('bottom', 120, 'ledger'), ['events', 'ledger']);
	t.deepEqual(namesIn('bottom', 160, 'workers'), ['events', 'latency', 'ledger']);
	t.deepEqual(namesIn('top', 80, 'workers'), ['rates', 'flow']);
});

test('one more panel stands in its band and takes its columns from the rest', t => {
	const added: PanelDefinition = {
		name: 'added', band: 'bottom', columns: () => 20, draw: () => 'added',
	};
	const size = {columns: 120, rows: 40};
	const [events, ...others] = placedIn('bottom', [...panels, added], size, layoutOf(size, 10), 'workers');
	t.deepEqual(others.map(({panel, width}) => [panel.name, width]), [['ledger', 36], ['added', 20]]);
	t.is(events?.width, 64);
});

test('tab goes through the panels that take keys, in the order of the list', t => {
	const taking = panels.filter(({focus}) => focus !== undefined).map(({name}) => name);
	t.deepEqual(taking.map(name => panelAfter(name)), [...taking.slice(1), ...taking.slice(0, 1)]);
	t.true(taking.every(name => focusOf(name) !== undefined));
	t.is(focusOf('diagnosis'), undefined);
});

test('the key table has the keys of every panel', t => {
	t.true(panelKeys.length > 0);
	t.true(panelKeys.every(binding => keyTable.includes(binding)));
});
