import test from 'ava';
import {keysOf} from '../../../source/tui/input/key-names.js';

const inputs: ReadonlyArray<readonly [string, readonly string[]]> = [
	['sss', ['s', 's', 's']],
	['s\u0003', ['s', 'ctrl-c']],
	['\u0015\u001A', ['ctrl-u', 'ctrl-z']],
	[' ', ['space']],
	['K', ['K']],
	['世👍', ['世', '👍']],
	['a\u007Fb', ['a', 'backspace', 'b']],
	['\r', ['enter']],
	['\t', ['tab']],
	['\u0000', []],
	['\u001B', ['escape']],
	['\u001B\u001B', ['escape']],
	['\u001B[A', ['up']],
	['\u001BOA', ['up']],
	['\u001B[1;5C', ['right']],
	['\u001B[H', ['home']],
	['\u001B[4~', ['end']],
	['\u001B[3~', ['backspace']],
	['\u001B[5~', ['page up']],
	['\u001B[6;2~', ['page down']],
	['\u001Bx', ['escape']],
	['\u001B\t', ['escape']],
	['\u001B\r', ['escape']],
	['\u001BOP', []],
	['\u001B[I', []],
	['\u001B[5s', []],
	['\u001B[5n', []],
	['\u001B[27;5;9~', []],
	['\u001B[<0;10;10M', []],
];

for (const [input, expected] of inputs) {
	test(`${JSON.stringify(input)} is ${JSON.stringify(expected)}`, t => {
		t.deepEqual(keysOf(input), expected);
	});
}
