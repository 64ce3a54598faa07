/** How many columns of eight steps a share of a width fills: whole ones and the last one's eighths. */
export function bar(share: number, width: number): {readonly filled: string; readonly empty: string} {
	const steps = eighthsOf(share, width);
	const filled = '█'.repeat(Math.floor(steps / 8)) + (leftBlocks[steps % 8] ?? '');
	return {filled, empty: '·'.repeat(width - filled.length)};
}

/** One character a value, as high as its share of the maximum. A value above 0 always shows. */
export function sparkline(values: readonly number[], maximum: number): string {
	return values.map(value => {
		const steps = maximum > 0 && value > 0 ? Math.max(1, Math.ceil((Math.min(1, value / maximum) * 8) - 1e-9)) : 0;
		return steps > 0 ? lowerBlocks[steps] : ' ';
	}).join('');
}

/** The smallest even number of an axis that is not below a value. */
export function niceMaximum(value: number): number {
	const least = Math.max(value, 10);
	const magnitude = 10 ** Math.floor(Math.log10(least));
	const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(step => step * magnitude >= least) ?? 10;
	return step * magnitude;
}

/** Blocks that fill a cell from below, by eighths. */
export const lowerBlocks = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

const leftBlocks = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** Something above 0 shows, and only all of it fills the width. */
function eighthsOf(share: number, width: number): number {
	const steps = Math.min(1, Math.max(0, share)) * width * 8;
	return steps > 0 ? Math.max(1, Math.floor(steps + 1e-9)) : 0;
}
