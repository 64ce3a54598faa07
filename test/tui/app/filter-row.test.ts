import test from 'ava';
import {filterRow} from '../../../source/tui/app/filter-row.js';
import {widthOf} from '../../../source/text/columns.js';

test('the input has room in every screen: of a long filter its end is shown', t => {
	const textOf = (filter: string, width: number) => filterRow('workers', filter, width).map(({text}) => text).join('');
	t.is(textOf('flush', 60), ' / filter workers: flush▏  enter keeps, esc clears');
	t.is(textOf('x'.repeat(39) + 'y', 60), ` / filter workers: ${'x'.repeat(39)}y▏`);
	for (let width = 30; width < 120; width++) {
		const text = textOf(`${'日本'.repeat(10)}${'a'.repeat(20)}`, width);
		t.true(text.includes('a▏'));
		t.true(widthOf(text) <= width);
	}
});
