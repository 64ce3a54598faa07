import {stripVTControlCharacters} from 'node:util';
import {widthOfCharacter} from '../../text/width.js';
import type {Row} from '../theme/theme.js';

export {sanitize} from '../../text/sanitize.js';

/** Columns that a text takes in a terminal. Style sequences take none, wide characters two. */
export function widthOf(text: string): number {
	let width = 0;
	for (const character of stripVTControlCharacters(text)) {
		width += widthOfCharacter(character);
	}

	return width;
}

/** Columns that a line takes. */
export function widthOfRow(line: Row): number {
	return line.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** A text cut to a width, with `…` where something is missing. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) {
		return text;
	}

	if (width <= 0) {
		return '';
	}

	let kept = '';
	let room = width - 1;
	for (const character of text) {
		room -= widthOfCharacter(character);
		if (room < 0) {
			break;
		}

		kept += character;
	}

	return `${kept}…`;
}

/** The first of several ways to say something that has room; the last is cut where none has. */
export function firstThatFits(ways: readonly string[], width: number): string {
	return ways.find(way => widthOf(way) <= width) ?? cut(ways.at(-1) ?? '', width);
}

/** A text of exactly a width, left-aligned. */
export function left(text: string, width: number): string {
	const shown = cut(text, width);
	return shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
}

/** A text of exactly a width, right-aligned. */
export function right(text: string, width: number): string {
	const shown = cut(text, width);
	return ' '.repeat(Math.max(0, width - widthOf(shown))) + shown;
}

/** A text of exactly a width, in the middle. */
export function centre(text: string, width: number): string {
	const shown = cut(text, width);
	const room = Math.max(0, width - widthOf(shown));
	return left(' '.repeat(Math.floor(room / 2)) + shown, width);
}

/** A text broken between words into lines of at most a width. */
export function wrap(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && widthOf(longer) > width) {
			lines.push(line);
			line = word;
		} else {
			line = longer;
		}
	}

	return [...lines, line].map(text => cut(text, width));
}

/** As `wrap`, with what is longer than a line broken, so that nothing is cut. */
export function wrapWhole(text: string, width: number): readonly string[] {
	const broken = text.split(' ').flatMap(word => pieces(word, Math.max(2, width)));
	return wrap(broken.join(' '), width);
}

function pieces(word: string, width: number): readonly string[] {
	const found: string[] = [];
	let piece = '';
	for (const character of word) {
		if (widthOf(piece + character) > width) {
			found.push(piece);
			piece = '';
		}

		piece += character;
	}

	return [...found, piece];
}
