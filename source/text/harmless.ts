import {stripVTControlCharacters} from 'node:util';

/**
Text from outside (file names, URLs, error messages) made safe to show, in one line: escape sequences go; other control characters, bidirectional marks and joiners become one visible character each. Terminals disagree on how wide flags and variants of emoji are: flags become letters, variants the plain emoji.
*/
export function harmless(text: string): string {
	return stripVTControlCharacters(text)
		.normalize('NFC')
		.replaceAll(/[\t\r\n\u2028\u2029]+/gv, ' ')
		.replaceAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\p{Me}\p{Emoji_Modifier}]/gv, '')
		.replaceAll(/\p{Regional_Indicator}/gv, flag => String.fromCodePoint((flag.codePointAt(0) ?? firstFlagLetter) - firstFlagLetter + 65))
		.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gv, '·');
}

const firstFlagLetter = 0x1_F1_E6;
