import {cut, widthOf} from './columns.js';

/** Breaks a text at its spaces into lines of at most a width. A word that is longer than a line stands alone, uncut. */
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

	return [...lines, line];
}

/** As `wrap`; a word that is longer than a line is cut. */
export function wrapCut(text: string, width: number): readonly string[] {
	return wrap(text, width).map(line => cut(line, width));
}

/** As `wrap`; a word that is longer than a line is broken, so that nothing is cut. */
export function wrapWhole(text: string, width: number): readonly string[] {
	const broken = text.split(' ').flatMap(word => piecesOf(word, Math.max(2, width)));
	return wrapCut(broken.join(' '), width);
}

function piecesOf(word: string, width: number): readonly string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const character of word) {
		if (widthOf(piece + character) > width) {
			pieces.push(piece);
			piece = '';
		}

		piece += character;
	}

	return [...pieces, piece];
}
