import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {KeyReader} from '../../../source/tui/input/keyboard.js';
import {createTurnedTime} from '../../helpers/turned-time.js';

const escape = '\u001B';

/** Bytes that come at once, after so many milliseconds. */
type Read = readonly [input: string | Uint8Array, after?: number];

/** What is told of these reads, once there is nothing to wait for. */
function told(reads: readonly Read[]): readonly string[] {
	const time = createTurnedTime();
	const list: string[] = [];
	const reader = new KeyReader(time, {
		onKey(key) {
			list.push(key);
		},
		onPaste(text) {
			list.push(`paste ${text}`);
		},
	});
	for (const [input, after = 0] of reads) {
		time.pass(after);
		reader.read(Buffer.from(input));
	}

	time.pass(10_000);
	return list;
}

const inputs: ReadonlyArray<readonly [title: string, reads: readonly Read[], expected: readonly string[]]> = [
	['a key', [['s']], ['s']],
	['the same key many times', [['ssssssss']], ['s', 's', 's', 's', 's', 's', 's', 's']],
	['three keys at once', [['sjk']], ['s', 'j', 'k']],
	['a key and Ctrl-C', [['s\u0003']], ['s', 'ctrl-c']],
	['Ctrl keys', [['\u0015\u001A']], ['ctrl-u', 'ctrl-z']],
	['wide characters', [['世👍']], ['世', '👍']],
	['a character that is cut', [[Buffer.from('👍').subarray(0, 2)], [Buffer.from('👍').subarray(2), 50]], ['👍']],
	['half a character', [[Buffer.from('👍').subarray(0, 2)], ['x', 2000]], ['x']],
	['bytes that are no UTF-8', [[Uint8Array.of(0xFF, 0xC0, 0xA5, 0x78)]], ['x']],
	['a key between backspaces', [['a\u007Fb']], ['a', 'backspace', 'b']],
	['NUL', [['\u0000']], []],
	['a lone escape', [[escape]], ['escape']],
	['two escapes', [[escape + escape]], ['escape']],
	['escape, and much later a key', [[escape], ['s', 300]], ['escape', 's']],
	['escape and Ctrl-C', [[`${escape}\u0003`]], ['escape', 'ctrl-c']],
	['Alt and a key', [[`${escape}x`]], ['escape']],
	['Alt and a key, cut', [[escape], ['x', 90]], ['escape']],
	['Alt and a wide key', [[`${escape}世`]], ['escape']],
	['Alt and Enter', [[`${escape}\r`]], ['escape']],
	['Alt and what could begin a sequence', [[`${escape}[`]], ['escape']],
	['Alt and what could begin a string', [[`${escape}P`]], ['escape']],
	['arrows, both kinds', [[`${escape}[A${escape}OB`]], ['up', 'down']],
	['an arrow with Alt before it', [[`${escape}${escape}[A`]], ['up']],
	['an arrow of eight bits', [[Uint8Array.of(0x9B, 0x41)]], ['up']],
	['an arrow of eight bits in UTF-8', [['\u009BA']], ['up']],
	['Ctrl-Left in two reads', [[`${escape}[1;5`], ['D', 90]], ['left']],
	['F1 in two reads', [[escape], ['OP', 90]], []],
	['F1 in two reads, far apart', [[escape], ['OP', 400]], ['escape']],
	['an arrow in three reads, far apart', [[escape], ['[', 200], ['A', 100]], ['escape', 'up']],
	['escape, and the key [', [[escape], ['[', 400], ['[', 400]], ['escape', '[', '[']],
	['escape, and the key P', [[escape], ['P', 400]], ['escape', 'P']],
	['rxvt\'s shifted keys', [[`${escape}[3$x`]], ['backspace', 'x']],
	['F1 of the Linux console', [[`${escape}[[Ax`]], ['x']],
	['F1 with a modifier', [[`${escape}O5Px`]], ['x']],
	['an old report of the mouse', [[`${escape}[M qD`], ['x']], ['x']],
	['new reports of the mouse', [[`${escape}[<0;10;10M${escape}[<0;10;10m`]], []],
	['focus', [[`${escape}[I${escape}[O`]], []],
	['a sequence that is broken off by Ctrl-C', [[`${escape}[1;\u0003`]], ['ctrl-c']],
	['a string that is broken off by Ctrl-C', [[`${escape}]11;rgb`], ['\u0003', 500]], ['ctrl-c']],
	['a string without an end', [[`${escape}]11;rgb`], ['x', 1500]], ['x']],
	['a string without an end, and a sequence', [[`${escape}P1+r${escape}[A`]], ['up']],
	['a string whose characters hold the end of eight bits', [[String.raw`${escape}]l“quote”œ${escape}\x`]], ['x']],
	['a marked paste', [[`${escape}[200~q K\ry${escape}[201~`]], ['paste q K\ry']],
	['a marked paste of a character', [[`${escape}[200~q${escape}[201~q`]], ['paste q', 'q']],
	['a marked paste that never ends', [[`${escape}[200~quit`], ['x', 3000]], ['paste quit', 'x']],
	['Ctrl-C in a marked paste that never ends', [[`${escape}[200~quit`], ['\u0003', 500]], ['ctrl-c']],
	['the end of a paste without its beginning', [[`${escape}[201~`]], []],
	['a sentence', [['quit now, please']], ['paste quit now, please']],
	['lines', [['K\ry\r']], ['paste K\ry\r']],
	['a sentence whose end comes by itself', [['quit now, pleas'], ['q', 20], ['q', 20], ['q', 400]], ['paste quit now, pleas', 'paste q', 'paste q', 'q']],
	['a sentence with Ctrl-C in it', [['stop\u0003it']], ['paste stopit', 'ctrl-c']],
	['wide characters that are pasted', [['世界世界']], ['paste 世界世界']],
	['arrows that were held', [[`${escape}[A`.repeat(20)]], Array.from({length: 20}, () => 'up')],
];

for (const [title, reads, expected] of inputs) {
	test(`keyboard: ${title}`, t => {
		t.deepEqual(told(reads), expected);
	});
}

test('a lone escape acts within 300 ms, and not before 100', t => {
	const time = createTurnedTime();
	const keys: string[] = [];
	const reader = new KeyReader(time, {
		onKey(key) {
			keys.push(key);
		},
		onPaste() {
			t.fail();
		},
	});
	reader.read(Buffer.from(escape));
	time.pass(100);
	t.deepEqual(keys, []);
	time.pass(199);
	t.deepEqual(keys, ['escape']);
});

/** Answers of terminals to queries, as they come with escapes of seven bits. */
const answers = [
	`${escape}[?62;4c`,
	`${escape}[>41;354;0c`,
	`${escape}[24;80R`,
	`${escape}[?2026;2$y`,
	`${escape}[4;2$y`,
	`${escape}[8;40;120t`,
	`${escape}[?1u`,
	`${escape}[0n`,
	`${escape}]11;rgb:1e1e/1e1e/2e2e${escape}\\`,
	`${escape}]10;rgb:ffff/ffff/ffff\u0007`,
	`${escape}]52;c;cXVpdCBub3c=${escape}\\`,
	`${escape}]lmillrace: “q”${escape}\\`,
	`${escape}P1+r544E=787465726D${escape}\\`,
	`${escape}P>|XTerm(390)${escape}\\`,
	`${escape}P1$r0 q${escape}\\`,
	`${escape}P!|00000000${escape}\\`,
	`${escape}_Gi=31;OK${escape}\\`,
	`${escape}^quit${escape}\\`,
	`${escape}Xquit${escape}\\`,
	`${escape}[<35;10;10M`,
	`${escape}[I`,
	`${escape}[M qq`,
	`${escape}[24~`,
	`${escape}OP`,
	`${escape}[[A`,
	`${escape}[27;5;9~`,
];

/** The same with control characters of eight bits. */
function inEightBits(text: string): Uint8Array {
	return Buffer.from(Buffer.from(text).toString('latin1').replaceAll(new RegExp(String.raw`${escape}([\[P\]_^X\\O])`, 'gv'), (_, character: string) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0x40)), 'latin1');
}

const asBytes = fc.constantFrom<(text: string) => Uint8Array>(text => Buffer.from(text), inEightBits, text => Buffer.from(Buffer.from(inEightBits(text)).toString('latin1')));

/** Bytes in pieces, the later ones after up to 140 ms. A lone escape keeps to that as well. */
function cut(bytes: Uint8Array, places: readonly number[], delays: readonly number[]): Read[] {
	const points = [...new Set(places.map(place => place % bytes.length))].filter(point => point > 0).toSorted((a, b) => a - b);
	return [0, ...points].map((point, index) => [bytes.subarray(point, points[index]), index === 0 ? 0 : delays[index % delays.length] ?? 0] as const);
}

test('fuzz: an answer of the terminal does nothing, however it is cut', t => {
	fc.assert(fc.property(fc.array(fc.constantFrom(...answers), {minLength: 1, maxLength: 4}), asBytes, fc.array(fc.nat(), {maxLength: 12}), fc.array(fc.nat(140), {minLength: 1, maxLength: 12}), (texts, encode, places, delays) => {
		const isLatin = texts.every(text => !text.includes('“'));
		const bytes = isLatin ? encode(texts.join('')) : Buffer.from(texts.join(''));
		t.deepEqual(told(cut(bytes, places, delays)), []);
	}), {numRuns: 3000});
});

test('fuzz: keys come through whole and in order, however they are cut', t => {
	const strokes = [['up', `${escape}[A`], ['left', `${escape}[1;5D`], ['page down', `${escape}[6~`], ['right', `${escape}OC`], ['s', 's'], ['ctrl-c', '\u0003'], ['世', '世'], ['enter', '\r']] as const;
	fc.assert(fc.property(fc.array(fc.constantFrom(...strokes), {minLength: 1, maxLength: 8}), fc.array(fc.nat(), {maxLength: 12}), fc.array(fc.nat(140), {minLength: 1, maxLength: 12}), (keys, places, delays) => {
		// Each key is read by itself, as it is typed: many characters at once are a paste.
		const reads = keys.flatMap(([, text]) => [...cut(Buffer.from(text), places, delays), ['', 200] as const]);
		t.deepEqual(told(reads), keys.map(([key]) => key));
	}), {numRuns: 3000});
});

test('fuzz: whatever comes, Ctrl-C still acts', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 40}), fc.array(fc.nat(), {maxLength: 6}), (bytes, places) => {
		const reads = bytes.length === 0 ? [] : cut(bytes, places, [10]);
		t.is(told([...reads, ['\u0003', 3000], ['\u0003', 10]]).at(-1), 'ctrl-c');
	}), {numRuns: 3000});
});
