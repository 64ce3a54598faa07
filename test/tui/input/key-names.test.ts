import test from 'ava';
import {characterKey, sequenceKey} from '../../../source/tui/input/key-names.js';

const sequences: ReadonlyArray<readonly [string, string | undefined]> = [
	['A', 'up'],
	['1;5C', 'right'],
	['H', 'home'],
	['4~', 'end'],
	['3~', 'backspace'],
	['5~', 'page up'],
	['6;2~', 'page down'],
	['3$', 'backspace'],
	['P', undefined],
	['I', undefined],
	['5s', undefined],
	['5n', undefined],
	['27;5;9~', undefined],
	['<0;10;10M', undefined],
	['200~', undefined],
];

for (const [sequence, expected] of sequences) {
	test(`the sequence ${sequence} is ${expected ?? 'no key'}`, t => {
		t.is(sequenceKey(sequence), expected);
	});
}

const characters: ReadonlyArray<readonly [string, string | undefined]> = [
	['s', 's'],
	['K', 'K'],
	['世', '世'],
	[' ', 'space'],
	['\r', 'enter'],
	['\n', 'enter'],
	['\t', 'tab'],
	['\b', 'backspace'],
	['\u007F', 'backspace'],
	['\u0003', 'ctrl-c'],
	['\u001A', 'ctrl-z'],
	['\u0000', undefined],
	['\u001E', undefined],
];

for (const [character, expected] of characters) {
	test(`the character ${JSON.stringify(character)} is ${expected ?? 'no key'}`, t => {
		t.is(characterKey(character), expected);
	});
}
