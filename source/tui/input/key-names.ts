/** The last letter of a sequence says which key it is; modifiers stand before it. */
const letterKeys: ReadonlyMap<string, string> = new Map([
	['A', 'up'], ['B', 'down'], ['C', 'right'], ['D', 'left'], ['F', 'end'], ['H', 'home'],
]);

/** In a sequence that ends with a tilde, the number says which key it is. */
const numberKeys: ReadonlyMap<string, string> = new Map([
	['1', 'home'], ['3', 'backspace'], ['4', 'end'], ['5', 'page up'], ['6', 'page down'], ['7', 'home'], ['8', 'end'],
]);

const controlKeys: ReadonlyMap<string, string> = new Map([
	[' ', 'space'], ['\r', 'enter'], ['\n', 'enter'], ['\t', 'tab'], ['\b', 'backspace'], ['\u007F', 'backspace'],
]);

/** The key of a sequence, of which only what stands behind `ESC [` or `ESC O` is given; `undefined` where it is no key of this program. */
export function sequenceKey(sequence: string): string | undefined {
	const letter = /^(?:1;\d+)?([A-Z])$/v.exec(sequence)?.[1];
	const number = /^(\d)(?:;\d+)?[~$^]$/v.exec(sequence)?.[1];
	return letterKeys.get(letter ?? '') ?? numberKeys.get(number ?? '');
}

/** The key of a character; `undefined` where it is none. */
export function characterKey(character: string): string | undefined {
	if (controlKeys.has(character)) {
		return controlKeys.get(character);
	}

	if (character >= ' ') {
		return character;
	}

	const letter = String.fromCodePoint((character.codePointAt(0) ?? 0) + 0x60);
	return /[a-z]/v.test(letter) ? `ctrl-${letter}` : undefined;
}
