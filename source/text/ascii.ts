import {widthOfCharacter} from './width.js';

/** A text in ASCII, as wide as before: our own glyphs by something like them, all else by a question mark a column. Escape sequences stay. */
export function inAscii(text: string): string {
	return text.replaceAll(/[^\0-\x7F]/gv, character => glyphs.get(character) ?? '?'.repeat(widthOfCharacter(character)));
}

const pairs = [
	// Borders and branches.
	['─', '-'], ['│', '|'], ['╭', '+'], ['╮', '+'], ['╰', '+'], ['╯', '+'], ['├', '+'], ['└', '+'],

	// Blocks that fill a cell from below, from the left, and in part.
	['▁', '_'], ['▂', '_'], ['▃', '-'], ['▄', '-'], ['▅', '='], ['▆', '='], ['▇', '='], ['█', '#'],
	['▏', '|'], ['▎', '|'], ['▍', '|'], ['▌', '='], ['▋', '='], ['▊', '='], ['▉', '='],
	['░', ':'], ['▒', '%'], ['▓', '@'], ['■', '#'],

	// States.
	['○', 'o'], ['●', '*'], ['◔', '.'], ['◑', ':'], ['◕', '%'], ['◐', '%'], ['◆', '*'], ['↻', '@'], ['‖', '='], ['▽', 'v'],
	['✕', 'x'], ['✓', '+'], ['▲', '!'], ['⊘', '!'], ['∥', '='],

	// Arrows and marks.
	['▸', '>'], ['◂', '<'], ['→', '>'], ['←', '<'], ['↑', '^'], ['↓', 'v'],

	// Signs.
	['×', 'x'], ['•', '*'], ['·', '.'], ['…', '~'], ['–', '-'], ['−', '-'], ['—', '-'], ['≤', '<'], ['µ', 'u'], ['μ', 'u'], ['λ', 'l'],
	['“', '"'], ['”', '"'], ['‘', '\''], ['’', '\''], ['\u00A0', ' '],
] as const;

const glyphs: ReadonlyMap<string, string> = new Map(pairs);
