import test from 'ava';
import fc from 'fast-check';
import {inAscii} from '../../source/text/ascii.js';
import {sanitize} from '../../source/text/sanitize.js';
import {widthOf} from '../../source/text/columns.js';

const texts: ReadonlyArray<readonly [string, string]> = [
	['╭─ Flow ─╮', '+- Flow -+'],
	['▁▃▅▇█░', '_-==#:'],
	['spike ×5 · 1–10 …', 'spike x5 . 1-10 ~'],
	['Grüße 世界', 'Gr??e ????'],
	['\u001B[38;2;1;2;3m│\u001B[39m', '\u001B[38;2;1;2;3m|\u001B[39m'],
];

for (const [text, expected] of texts) {
	test(`${JSON.stringify(text)} in ASCII`, t => {
		t.is(inAscii(text), expected);
	});
}

test('nothing but ASCII comes out, and no width changes', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.string({unit: 'binary'}).map(text => sanitize(text)), text =>
			/^\p{ASCII}*$/v.test(inAscii(text)) && widthOf(inAscii(text)) === widthOf(text)));
	});
});
