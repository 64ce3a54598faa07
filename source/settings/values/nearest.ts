/** How many letters have to be added, left out, changed or swapped with their neighbour to turn one word into another. */
export function editDistance(from: string, to: string): number {
	let beforeLast: number[] = [];
	let last = Array.from({length: to.length + 1}, (_, index) => index);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current.push(Math.min(
				(last[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(last[column - 1] ?? 0) + (isSame ? 0 : 1),
				isSwapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
			));
		}

		beforeLast = last;
		last = current;
	}

	return last[to.length] ?? 0;
}

function normalized(word: string): string {
	return word.replaceAll(/[\-_]/gv, '').toLowerCase();
}

/** The known word that the user most likely meant; `undefined` where none is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
	const written = normalized(word);
	if (written === '') {
		return undefined;
	}

	const [best] = known
		.map(name => ({name, distance: editDistance(written, normalized(name))}))
		.toSorted((a, b) => a.distance - b.distance);
	if (best !== undefined && best.distance <= Math.max(1, Math.floor(written.length / 3))) {
		return best.name;
	}

	return written.length < 4 ? undefined : known.find(name => normalized(name).includes(written));
}

/** The nearest word as a hint. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
	const name = nearest(word, known);
	return name === undefined ? otherwise : `did you mean ${name}?`;
}
