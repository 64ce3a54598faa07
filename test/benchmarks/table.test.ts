import test from 'ava';
import {short, tableOf, threeDigits} from './table.js';

const columns = [{title: 'Program', isNumber: false}, {title: 'Rate', isNumber: true}];
const rows = [['cat | cat', '5'], ['b', '12345']];

test('a plain table aligns words left and numbers right', t => {
	t.is(tableOf('plain', columns, rows), [
		'Program     Rate',
		'cat | cat      5',
		'b          12345',
	].join('\n'));
});

test('a Markdown table escapes what would end a cell', t => {
	t.is(tableOf('markdown', columns, rows), [
		'| Program | Rate |',
		'| --- | --: |',
		String.raw`| cat \| cat | 5 |`,
		'| b | 12345 |',
	].join('\n'));
});

for (const [value, text] of [[0.123, '0.12'], [9.994, '9.99'], [9.996, '10.0'], [99.96, '100'], [1234, '1234']] as const) {
	test(`${value} is shown as ${text}`, t => {
		t.is(threeDigits(value), text);
	});
}

for (const [value, text] of [[950, '950'], [1234, '1.23 k'], [999_990, '1.00 M'], [25_600_000, '25.6 M']] as const) {
	test(`${value} is ${text} for short`, t => {
		t.is(short(value), text);
	});
}
