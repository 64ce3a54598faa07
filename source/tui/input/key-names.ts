/** The names of the keys in what a terminal sends at once: one escape sequence, or text, as a fast typist's keys come merged. What is no key gives none. */
export function keysOf(input: string): readonly string[] {
	// With a character behind it, it is one read together with the next key, or a key that is held down with Alt, which means nothing here. What it is to cancel must not go on.
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

/** The last letter of a sequence says which key it is, whatever is held down with it. */
const letterKeys: ReadonlyMap<string, string> = new Map([
	['A', 'up'], ['B', 'down'], ['C', 'right'], ['D', 'left'], ['F', 'end'], ['H', 'home'],
]);

/** Where the last character is a tilde, its number says so. */
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
