import test from 'ava';
import {textAfter} from '../../../source/tui/input/typed-text.js';

const cases: ReadonlyArray<readonly [text: string, key: string, expected: string | undefined]> = [
	['a', 'b', 'ab'],
	['a', 'space', 'a '],
	['ab', 'backspace', 'a'],
	['a👍', 'backspace', 'a'],
	['', 'backspace', ''],
	['ab', 'ctrl-u', ''],
	['abc', 'd', 'abc'],
	['a世', '界', 'a世界'],
	['a', 'enter', undefined],
	['a', 'ctrl-c', undefined],
];

for (const [text, key, expected] of cases) {
	test(`${key} in "${text}" ${expected === undefined ? 'types nothing' : `makes it "${expected}"`}`, t => {
		t.is(textAfter(text, key, 3), expected);
	});
}
