import test from 'ava';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {frameUpdate} from '../../../source/tui/terminal/frame.js';

const size = {columns: 6, rows: 3};
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

test('nothing is written where nothing has changed', t => {
	t.is(frameUpdate(['a', 'b'], ['a', 'b'], size), '');
});

test('only changed rows are written, each at its place, in one synchronized update', t => {
	t.is(frameUpdate(['a', 'b', 'c'], ['a', 'B', 'c'], size), `${begin}\u001B[2;1HB${end}`);
});

test('behind a row of full width nothing is erased', t => {
	t.is(frameUpdate([''], ['abcdef'], size), `${begin}\u001B[1;1Habcdef${end}`);
	t.is(frameUpdate([''], ['世世世'], size), `${begin}\u001B[1;1H  \u001B[1;1H世\u001B[1;3H  \u001B[1;3H世\u001B[1;5H  \u001B[1;5H世${end}`);
});

test('the screen is cleared once where it is not known what it shows', t => {
	t.true(frameUpdate(undefined, ['a'], size).includes('\u001B[2J'));
});

test('rows that the terminal does not have are left out', t => {
	t.false(frameUpdate(undefined, ['a', 'b', 'c', 'd'], size).includes('d'));
});

test('after any frames a terminal shows the last', async t => {
	const rows = fc.array(fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6}), {maxLength: 3});
	await t.notThrowsAsync(fc.assert(fc.asyncProperty(fc.array(rows, {minLength: 1, maxLength: 5}), async frames => {
		const terminal = new xterm.Terminal({cols: size.columns, rows: size.rows, allowProposedApi: true});
		let shown: readonly string[] | undefined;
		let update = '\u001B[?7l';
		for (const frame of frames) {
			update += frameUpdate(shown, frame, size);
			shown = frame;
		}

		await new Promise<void>(resolve => {
			terminal.write(update, resolve);
		});
		const visible = [0, 1, 2].map(row => terminal.buffer.active.getLine(row)?.translateToString(true));
		return [0, 1, 2].every(row => visible[row] === (frames.at(-1)?.[row] ?? ''));
	}), {numRuns: 100}));
});
