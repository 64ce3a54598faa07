import {performance} from 'node:perf_hooks';
import {setTimeout as pass} from 'node:timers/promises';
import {sampleLine, type Sample} from './verdict.js';

const interval = 10;

/** Looks at a run every ten seconds, and says a line a minute. */
export async function watchRun(seconds: number, unit: string, look: () => Omit<Sample, 'at' | 'rate'> & {readonly count: number}): Promise<readonly Sample[]> {
	const samples: Sample[] = [];
	const start = performance.now();
	let before = {count: look().count, at: start};
	for (let index = 1; index * interval <= seconds; index++) {
		await pass(Math.max(0, start + (index * interval * 1000) - performance.now()));
		const {count, ...figures} = look();
		const now = performance.now();
		const sample = {...figures, at: (now - start) / 1000, rate: (count - before.count) / (now - before.at) * 1000};
		before = {count, at: now};
		samples.push(sample);
		if (index % 6 === 0) {
			console.log(sampleLine(sample, unit));
		}
	}

	return samples;
}

/** Seconds in which buffers and code settle. */
export function warmUpOf(seconds: number): number {
	return Math.min(60, seconds / 3);
}

/** What the last sentence of a run says of its ledger. */
export function ledgerFinding(sentence: string, code: number | undefined): {readonly text: string; readonly isFine: boolean} {
	return {text: `${sentence} Exit code ${code ?? 'none'}.`, isFine: code === 0 && /^Ledger: (?<all>[\d,]+) accepted = \k<all> delivered; 0 unaccounted\.$/v.test(sentence)};
}
