import {harmless} from '../text.js';

/** A text of the screen as one sentence that can be read out: signs as words, without what is only drawn. */
export function inWords(text: string): string {
	let said = harmless(text);
	for (const [sign, word] of signs) {
		said = said.replaceAll(sign, word);
	}

	said = said.replaceAll(/\s+/gv, ' ').replaceAll(/ (?<stop>[.,:;?])/gv, '$<stop>').trim();
	return said === '' || /[.?!]$/v.test(said) ? said : `${said}.`;
}

const signs: ReadonlyArray<readonly [string | RegExp, string]> = [
	[/(?<=[\d.][kMGT]?)\/s\b/gv, ' a second'],
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
	[/[▀-◿✓✕↻‖⊘∥·]/gv, ' '],
];
