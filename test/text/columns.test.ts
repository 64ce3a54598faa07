import test from 'ava';
import fc from 'fast-check';
import {
	centre, cut, left, right, widthOf,
} from '../../source/text/columns.js';
import {sanitize} from '../../source/text/sanitize.js';

test('a width counts wide characters twice, marks and sequences not at all', t => {
	t.is(widthOf('abc'), 3);
	t.is(widthOf('世界'), 4);
	t.is(widthOf('e\u0301'), 1);
	t.is(widthOf('\u001B[38;2;1;2;3mab\u001B[39m'), 2);
	t.is(widthOf('█▏●◐‖…–│'), 8);
});

test('padded and cut texts have exactly the width asked for', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.string({unit: 'grapheme'}).map(text => sanitize(text)), fc.nat(30), (text, width) =>
			[left, right, centre].every(pad => widthOf(pad(text, width)) === width)));
	});
});

test('what is cut says so', t => {
	t.is(cut('abcdef', 4), 'abc…');
	t.is(cut('世界世界', 4), '世…');
	t.is(cut('abc', 0), '');
});
