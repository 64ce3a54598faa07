import test from 'ava';
import {widthOf} from '../../../source/text/columns.js';
import {helpRows} from '../../../source/tui/app/help.js';
import {keyTable} from '../../../source/tui/keys/key-table.js';

for (const width of [46, 56, 76, 116]) {
	test(`in ${width} columns every key is explained, and nothing is cut`, t => {
		const lines = helpRows(width).map(row => row.map(({text}) => text).join(''));
		t.true(lines.every(line => widthOf(line) <= width));
		const explained = lines.map(line => line.slice(18).trim()).join(' ');
		for (const {help} of keyTable) {
			t.true(explained.includes(help), `“${help}” is there`);
		}
	});
}
