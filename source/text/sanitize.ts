import {stripVTControlCharacters} from 'node:util';
import {widthOfCharacter} from './width.js';

/**
Text from outside (file names, URLs, error messages) made safe to show, in one line: escape sequences go; other control characters, bidirectional marks and joiners become one visible character each. What terminals disagree on the width of becomes what they agree on: flags become letters, variants the plain emoji, and letters that melt together stand beside each other.
*/
export function sanitize(text: string): string {
	const safe = stripVTControlCharacters(text)
		.normalize('NFC')
		.replaceAll(/[\t\r\n\u2028\u2029]+/gv, ' ')
		.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gv, '·');
	return hasClusters.test(safe) ? apart(safe) : safe;
}

/** As `sanitize`, without spaces at the ends. */
export function oneLine(text: string): string {
	return sanitize(text).trim();
}

const hasClusters = /[^\0-\u02FF]/v;
const firstFlagLetter = 0x1_F1_E6;
const clusters = new Intl.Segmenter('en', {granularity: 'grapheme'});

function apart(text: string): string {
	const plain = text
		.replaceAll(/[\p{Variation_Selector}\p{Me}\p{Emoji_Modifier}]/gv, '')
		.replaceAll(/\p{Regional_Indicator}/gv, flag => String.fromCodePoint((flag.codePointAt(0) ?? firstFlagLetter) - firstFlagLetter + 65));
	return Array.from(clusters.segment(plain), ({segment}) => oneCell(segment)).join('');
}

/** A cluster with one character that takes room: programs that measure clusters, and those that measure characters, agree on it. */
function oneCell(cluster: string): string {
	const [first = '', ...rest] = cluster;
	return first + rest.map(character => widthOfCharacter(character) === 0 ? character : '·'.repeat(widthOfCharacter(character))).join('');
}
