import test from 'ava';
import {createLayerPrinter, type Layer} from '../../../source/tui/canvas/layers.js';

const red = (text: string) => `\u001B[31m${text}\u001B[0m`;
const at = (column: number, row: number, ...lines: readonly string[]): Layer => ({column, row, lines});

const frames: ReadonlyArray<readonly [title: string, layers: readonly Layer[], rows: readonly string[]]> = [
	['lines come where their layer is, beside each other', [at(0, 0, 'ab', red('two')), at(2, 0, 'one'), at(8, 0, 'c')], ['abone   c', red('two'), '']],
	['what is drawn later lies over what was drawn before, and what it leaves free is still seen', [at(0, 0, red('0123456789')), at(3, 0, 'box')], [`${red('012')}box${red('6789')}`, '', '']],
	['what is covered as a whole is not seen', [at(4, 1, 'no'), at(3, 1, 'box')], ['', '   box', '']],
	['half a wide character that is covered at its end is a blank', [at(0, 0, '世界世'), at(3, 0, 'x')], ['世 x世', '', '']],
	['half a wide character that is covered at its beginning is a blank', [at(0, 0, '世界'), at(0, 0, 'x')], ['x 界', '', '']],
	['an empty line covers nothing', [at(0, 0, 'one', 'two'), at(0, 0, '', '')], ['one', 'two', '']],
	['what does not fit in the height is left out', [at(0, 2, 'a', 'b'), at(1, 7, 'c')], ['', '', 'a']],
];

for (const [title, layers, rows] of frames) {
	test(title, t => {
		t.deepEqual(createLayerPrinter()(layers, 3), rows);
	});
}

test('nothing is left of one frame in the next', t => {
	const print = createLayerPrinter();
	for (const line of ['one', 'two', 'two', 'one']) {
		t.deepEqual(print([at(1, 0, line)], 1), [` ${line}`]);
	}

	t.deepEqual(print([at(0, 0, 'two')], 1), ['two']);
	t.deepEqual(print([], 1), ['']);
});
