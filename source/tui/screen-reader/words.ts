import {capitalise, grouped} from '../../text/format.js';
import {sanitize} from '../../text/sanitize.js';

/** A text of the screen as one sentence that can be read out: signs as words, without what is only drawn. */
export function inWords(text: string): string {
	let said = sanitize(text);
	for (const [sign, word] of signs) {
		said = said.replaceAll(sign, word);
	}

	said = said.replaceAll(/\s+/gv, ' ').replaceAll(/ (?<stop>[.,:;])/gv, '$<stop>').trim();
	said = capitalise(said);
	return said === '' || /[.?!]$/v.test(said) ? said : `${said}.`;
}

const signs: ReadonlyArray<readonly [string | RegExp, string]> = [
	[/(?<=[\d.\)][kMGT]?)\/s\b/gv, ' a second'],
	[/(?<=\d)–(?=\d)/gv, ' to '],
	[/(?<=\d) ?%/gv, ' percent'],
	[/[+](?=\d)/gv, 'plus '],
	[/−\s?/gv, 'minus '],
	[/×\s?/gv, 'times '],
	[' → ', ' to '],
	['←→', 'left and right'],
	['↑↓', 'up and down'],
	['←', 'left'],
	['→', 'right'],
	['↑', 'up'],
	['↓', 'down'],
	['≤', 'at most '],
	[' · ', ', '],
	[' = ', ' equals '],
	[' / ', ' divided by '],
	[' > ', ' more than '],
	[' < ', ' less than '],
	[/\^(?=[A-Z])/gv, 'control '],
	[/(?<![^\s])! /gv, 'exclamation mark '],
	[/[▀-◿✓✕↻‖⊘·]/gv, ' '],
];

/** A rate as it is said: three digits are enough, and units are words. */
export function rateInWords(rate: number): string {
	return `${grouped(Number(rate.toPrecision(3)))} a second`;
}
