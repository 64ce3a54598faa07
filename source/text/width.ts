/** Columns that one character takes: none, one or two. */
export function widthOfCharacter(character: string): number {
	if (character < '\u0300' || isDrawn(character)) {
		return 1;
	}

	if (zeroWidth.test(character)) {
		return 0;
	}

	return wide.test(character) ? 2 : 1;
}

const wide = /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/v;
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]/v;

/** Whether it is one of the lines and blocks that most of a screen is drawn with. */
function isDrawn(character: string): boolean {
	return character >= '\u2500' && character < '\u25A0';
}
