import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import {exitCodesTable, settingsTable} from '../../source/settings/documentation.js';
import {flagOf} from '../../source/settings/schema.js';

function cellsOf(table: string): ReadonlyArray<readonly string[]> {
	return table.trimEnd().split('\n').map(row => row.split(/(?<!\\)\|/v).slice(1, -1).map(cell => cell.trim()));
}

test('the table of settings has one row for each, all of the same width', t => {
	const [head = [], rule, ...rows] = cellsOf(settingsTable(schema));
	t.is(rule?.length, head.length);
	t.deepEqual(rows.map(row => row[0]), [...schema.entries.keys()].map(name => `\`${flagOf(name)}\``));
	t.deepEqual(rows.filter(row => row.length !== head.length), []);

	t.deepEqual(rows.find(row => row[1] === '`batchTimeout`'), [
		'`--batch-timeout`', '`batchTimeout`', 'longest linger of a batch that is not full', 'a time from 1ms to 1h, such as 500ms or 30s', '500ms', 'yes',
	]);
});

test('what Markdown would take for a tag or a cell is escaped', t => {
	t.notRegex(settingsTable(schema), /[^\\]</v);
});

test('the table of exit codes has all four', t => {
	t.deepEqual(cellsOf(exitCodesTable()).slice(2).map(row => row[0]), ['0', '1', '2', '3']);
});
