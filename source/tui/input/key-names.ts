/** The names of the keys in one input from a terminal: an escape sequence, or text, because a fast typist's keys arrive together. An input that is no key gives no name. */
export function keysOf(input: string): readonly string[] {
	// Escape with a character behind it is either two keys in one input, or a key held down with Alt. Alt means nothing here, and an escape must never be lost: the user wants to cancel.
	if (input.startsWith(escape) && /^[^\[O]?$/v.test(input.replaceAll(escape, ''))) {
		return ['escape'];
	}

	if (input.startsWith(escape)) {
		const name = sequenceKey(input);
		return name === undefined ? [] : [name];
	}

	return Array.from(input, nameOf).filter(name => name !== undefined);
}

const escape = '\u001B';

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

function sequenceKey(input: string): string | undefined {
	const sequence = input.replaceAll(escape, '');
	const letter = /^(?:O|\[)(?:1;\d+)?([A-Z])$/v.exec(sequence)?.[1];
	const number = /^\[(\d)(?:;\d+)?[~$^]$/v.exec(sequence)?.[1];
	return letterKeys.get(letter ?? '') ?? numberKeys.get(number ?? '');
}

function nameOf(character: string): string | undefined {
	if (controlKeys.has(character)) {
		return controlKeys.get(character);
	}

	if (character >= ' ') {
		return character;
	}

	const letter = String.fromCodePoint((character.codePointAt(0) ?? 0) + 0x60);
	return /[a-z]/v.test(letter) ? `ctrl-${letter}` : undefined;
}
