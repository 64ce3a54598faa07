import type {Snapshot} from '../engine/snapshot.js';

/** What one second of a run came to. */
export type Sample = {
	/** The whole second since the start. */
	readonly second: number;

	/** Records a second. */
	readonly produced: number;
	readonly processed: number;

	/** Depth / capacity of the queue. */
	readonly usage: number;

	/** The actions of this second, as one short word each. */
	readonly marks: readonly string[];
};

/** The last minutes of a run, one sample a second, oldest first, without gaps. */
export type History = readonly Sample[];

/** As many seconds as the widest screen shows, and some to look back to. */
const kept = 600;

export const noHistory: History = [];

/** A history with a snapshot taken in: the last snapshot of a second stands for it, and a missed second looks like the one after it. */
export function record(history: History, snapshot: Snapshot): History {
	const second = Math.floor(snapshot.elapsed / 1000);
	const marks = snapshot.events.flatMap(event => event.mark === undefined ? [] : [event.mark]);
	const last = history.at(-1);
	const sample: Sample = {
		second: Math.max(second, last?.second ?? 0),
		produced: snapshot.rates.produced,
		processed: snapshot.rates.processed,
		usage: snapshot.queue.usage,
		marks,
	};

	if (last === undefined) {
		return [sample];
	}

	if (second <= last.second) {
		return [...history.slice(0, -1), {...sample, marks: [...last.marks, ...marks]}];
	}

	const missed = Math.min(kept, second - last.second - 1);
	const filler = Array.from({length: missed}, (_, index) => ({...sample, second: second - missed + index, marks: []}));
	return [...history, ...filler, sample].slice(-kept);
}

/** A column of a chart: the mean of the seconds in it; `undefined` before the start. */
export type Column = Omit<Sample, 'second'> | undefined;

/**
The last seconds of a history as columns of equally many seconds, the newest at the end.
Columns begin at whole multiples of their length, so that what is drawn only moves, and does not change as it moves.
*/
export function columnsOf(history: History, columns: number, secondsPerColumn: number): readonly Column[] {
	const newest = Math.floor((history.at(-1)?.second ?? 0) / secondsPerColumn);
	const groups = new Map<number, Sample[]>();
	for (const sample of history.slice(-(columns + 1) * secondsPerColumn)) {
		const group = Math.floor(sample.second / secondsPerColumn);
		const samples = groups.get(group);
		if (samples === undefined) {
			groups.set(group, [sample]);
		} else {
			samples.push(sample);
		}
	}

	return Array.from({length: columns}, (_, index) => {
		const samples = groups.get(newest - columns + 1 + index);
		return samples && {
			produced: mean(samples, sample => sample.produced),
			processed: mean(samples, sample => sample.processed),
			usage: mean(samples, sample => sample.usage),
			marks: samples.flatMap(sample => sample.marks),
		};
	});
}

function mean(samples: readonly Sample[], valueOf: (sample: Sample) => number): number {
	let sum = 0;
	for (const sample of samples) {
		sum += valueOf(sample);
	}

	return sum / samples.length;
}
