import test from 'ava';
import fc from 'fast-check';
import {sanitize} from '../../source/text/sanitize.js';

const outside: ReadonlyArray<readonly [string, string, string]> = [
	['a colour', '\u001B[31mred\u001B[0m', 'red'],
	['a title', 'a\u001B]0;owned\u0007b', 'ab'],
	['a write to the clipboard', 'a\u001B]52;c;cm0gLXJm\u0007b', 'ab'],
	['a write to the clipboard, ended in the long way', 'a\u001B]52;c;cm0gLXJm\u001B\\b', 'ab'],
	['a clearing of the screen', 'a\u001B[2J\u001B[Hb', 'ab'],
	['the alternate screen', 'a\u001B[?1049hb', 'ab'],
	['line breaks and tabs', 'a\r\nb\tc\u2028d\u0085e', 'a b c d·e'],
	['a bell', 'a\u0007b', 'a·b'],
	['a lone escape', 'a\u001B', 'a·'],
	['an eight-bit sequence', 'a\u009B31mb', 'ab'],
	['an eight-bit operating system command', 'a\u009D52;c;aGk=\u009Cb', 'a·52;c;aGk=·b'],
	['a change of direction', 'a\u202Eb\u2066c', 'a·b·c'],
	['a joiner', 'a\u200Db\u200Bc\uFEFFd', 'a·b·c·d'],
	['a joined emoji', '👩\u200D💻', '👩·💻'],
	['a skin tone', '👍🏽', '👍'],
	['a variant of a sign', '❤\uFE0F 1\uFE0F\u20E3', '❤ 1'],
	['a flag', '🇩🇪', 'DE'],
	['a combining mark', 'e\u0301', 'é'],
	['letters that melt together', 'हिन्दी', 'ह·न्··'],
	['points above letters', 'שָׁלוֹם', 'שָׁלוֹם'],
	['a character of private use', 'a\uE001b', 'a·b'],
	['half a character', 'a\uD800b', 'a·b'],
	['plain words', 'Grüße ● 世界', 'Grüße ● 世界'],
];

for (const [what, text, expected] of outside) {
	test(`${what} from outside is sanitized`, t => {
		t.is(sanitize(text), expected);
	});
}

test('no text from outside keeps a control character, nor gets one by taking others away', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(fc.constantFrom('\u001B', '[', ']', '52;c;', '\u0007', '\u009B', '31m', '\uFE0F', 'a', '\u202E', '\n')), parts =>
			!/[\p{Cc}\p{Cf}]/v.test(sanitize(parts.join('')))));
		fc.assert(fc.property(fc.string({unit: 'binary'}), text => !/[\p{Cc}\p{Cf}]/v.test(sanitize(text))));
	});
});
