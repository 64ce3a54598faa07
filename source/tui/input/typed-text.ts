/** A text after a key that is typed into it, at most so many characters long; `undefined` where the key types nothing. */
export function textAfter(text: string, key: string, longest: number): string | undefined {
	const characters = [...text];
	if (key === 'backspace') {
		return characters.slice(0, -1).join('');
	}

	if (key === 'ctrl-u') {
		return '';
	}

	const typed = key === 'space' ? ' ' : key;
	return [...typed].length === 1 ? [...characters, typed].slice(0, longest).join('') : undefined;
}
