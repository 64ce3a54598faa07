import test from 'ava';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {rowUpdate} from '../../../source/tui/terminal/row-update.js';

const columns = 40;
const red = '\u001B[31m';
const bold = '\u001B[1m';
const reset = '\u001B[0m';

function update(before: string, row: string): string {
	return rowUpdate(before, row, columns, column => `<${column}>`);
}

test('only the columns that change are sent, in their style', t => {
	t.is(update(`one ${red}two\u001B[39m three`, `one ${red}twO\u001B[39m three`), `<6>${red}O${reset}`);
});

test('a change of style alone is a change', t => {
	t.is(update('abc', `a${bold}b\u001B[22mc`), `<1>${bold}b${reset}`);
	t.is(update(`a${bold}b\u001B[22mc`, 'abc'), '<1>b');
});

test('changes that are close are sent as one, distant ones each at its place', t => {
	t.is(update('a.b', 'x.y'), '<0>x.y');
	t.is(update(`a${'.'.repeat(20)}b`, `x${'.'.repeat(20)}y`), '<0>x<21>y');
});

test('what a shorter row leaves over is erased, but not behind a row of full width', t => {
	t.is(update('abcdef', 'abc'), '<3>\u001B[K');
	t.is(rowUpdate('', 'abc', 3, () => ''), 'abc');
});

test('wide and combining characters keep their columns', t => {
	t.is(update('世界x', '世界y'), '<4>y');
	t.is(update('e\u0301x', 'e\u0301y'), '<1>y');
	t.is(update('ab', '世'), '<0>  <0>世');
});

test('what terminals disagree on the width of is blanked and placed, and so is what follows it', t => {
	t.is(update('', '👩 x'), '<0>  <0>👩<2> x');
	t.is(update('', 'e\u0301x'), '<0> <0>e\u0301<1>x');
	t.is(update('', 'नx'), '<0> <0>न<1>x');
	t.is(update('', `${red}❤\u001B[39mx`), `<0>${red} <0>❤<1>${reset}x`);
	t.is(update('abcdef', '世'), '<0>  <0>世<2>\u001B[K');
	t.is(update('', '│é●▸→…'), '<0>│é●▸→…');
});

test('where a terminal takes an emoji for narrow, what follows stands where it belongs', async t => {
	const placed = (column: number) => `\u001B[1;${column + 1}H`;
	const cells = await cellsAfter(`${'.'.repeat(columns)}${rowUpdate('.'.repeat(columns), '🏴👩👍│', columns, placed)}`);
	t.regex(cells, /^🏴\S+ +\/\S+ 👩\S+ +\/\S+ 👍\S+ +\/\S+ │/v);
});

test('after any updates a terminal shows what it would show of the last row alone', async t => {
	const piece = fc.tuple(fc.constantFrom('', red, bold, '\u001B[44m', '\u001B[38;2;1;2;3m', '\u001B[48;5;7m', reset, '\u001B[39m', '\u001B[22m', '\u001B[49m'), fc.constantFrom('a', 'bb', '世', ' ', '█▏', 'é'));
	const row = fc.array(piece, {maxLength: 12}).map(pieces => pieces.flat().join('') + reset);
	await t.notThrowsAsync(fc.assert(fc.asyncProperty(fc.array(row, {minLength: 1, maxLength: 4}), async rows => {
		const updates = rows.map((row, index) => rowUpdate(rows[index - 1] ?? '', row, columns, column => `\u001B[1;${column + 1}H`));
		return await cellsAfter(updates.join('')) === await cellsAfter(rows.at(-1) ?? '');
	}), {numRuns: 200}));
});

/** What a terminal's first row shows, with every cell's colours and weight. Cells that were never written to look like blanks. */
async function cellsAfter(text: string): Promise<string> {
	const terminal = new xterm.Terminal({cols: columns, rows: 1, allowProposedApi: true});
	await new Promise<void>(resolve => {
		terminal.write(`\u001B[?7l${text}`, resolve);
	});
	const line = terminal.buffer.active.getLine(0);
	return Array.from({length: columns}, (_, column) => {
		const cell = line?.getCell(column);
		return cell === undefined ? '' : `${cell.getWidth() === 0 ? '' : (cell.getChars() || ' ')}/${cell.getFgColorMode()}.${cell.getFgColor()}/${cell.getBgColorMode()}.${cell.getBgColor()}/${cell.isBold()}`;
	}).join(' ');
}
