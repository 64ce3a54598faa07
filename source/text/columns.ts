import {stripVTControlCharacters} from 'node:util';
import {widthOfCharacter} from './width.js';

/** Columns that a text takes in a terminal. Style sequences take none, wide characters two. */
export function widthOf(text: string): number {
	let width = 0;
	for (const character of stripVTControlCharacters(text)) {
		width += widthOfCharacter(character);
	}

	return width;
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

/** The first of several wordings that fits a width; if none does, the last one, cut. */
export function firstThatFits(wordings: readonly string[], width: number): string {
	return wordings.find(text => widthOf(text) <= width) ?? cut(wordings.at(-1) ?? '', width);
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
