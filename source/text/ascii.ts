import {widthOfCharacter} from './width.js';

/** A text in ASCII, as wide as before: our own glyphs by something like them, all else by a question mark a column. Escape sequences stay. */
export function inAscii(text: string): string {
	return text.replaceAll(/\P{ASCII}/gv, character => substitutes.get(character) ?? '?'.repeat(widthOfCharacter(character)));
}

/** Glyphs, and below each what stands for it. */
const rows: ReadonlyArray<readonly [glyphs: string, substitutes: string]> = [
	// Borders and branches.
	[
		'─│╭╮╰╯├└',
		'-|++++++',
	],

	// Blocks that fill a cell from below, from the left, and in part.
	[
		'▁▂▃▄▅▆▇█▏▎▍▌▋▊▉░▒▓■',
		'__--===#|||====:%@#',
	],

	// States.
	[
		'○●◌◔◑◕◐◆↻‖▽▼✕✓▲⊘',
		'o*..:%%*@=vvx+!!',
	],

	// Arrows and signs.
	[
		'▸◂→←↑↓×•·…–−—≤µμλ“”‘’\u00A0',
		'><><^vx*.~---<uul""\'\' ',
	],
];

const substitutes: ReadonlyMap<string, string> = new Map(rows.flatMap(([glyphs, substitutes]) =>
	Array.from(glyphs, (glyph, index) => [glyph, substitutes.charAt(index)] as const)));
