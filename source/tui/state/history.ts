import type {Snapshot} from '../../contract/snapshot.js';

/** The figures of a moment that are kept. */
export type Figures = {
	/** Records a second. */
	readonly produced: number;
	readonly processed: number;

	/** Depth / capacity of the queue. */
	readonly usage: number;
	readonly workers: number;

	/** Of the time from the source to the sink's confirmation, in milliseconds; 0 where nothing was confirmed. */
	readonly p99: number;
};

/** What one second of a run came to. */
export type Sample = Figures & {
	/** The whole second since the start. */
	readonly second: number;

	/** The actions of this second, as one short word each. */
	readonly marks: readonly string[];
};

/** The last hour of a run, one sample a second, oldest first, without gaps. */
export type History = readonly Sample[];

/** Seconds that are kept: an hour. */
export const kept = 3600;

export const noHistory: History = [];

/** The figures of a snapshot. */
export function figuresOf({rates, queue, workers, endToEnd}: Snapshot): Figures {
	return {
		produced: rates.produced, processed: rates.processed, usage: queue.usage, workers: workers.length, p99: endToEnd?.p99 ?? 0,
	};
}

/** A history with a snapshot taken in: the last snapshot of a second stands for it, and a missed second looks like the one after it. */
export function record(history: History, snapshot: Snapshot): History {
	const second = Math.floor(snapshot.elapsed / 1000);
	const marks = snapshot.events.flatMap(event => event.mark === undefined ? [] : [event.mark]);
	const last = history.at(-1);
	const sample: Sample = {
		second: Math.max(second, last?.second ?? 0),
		...figuresOf(snapshot),
		marks,
	};

	if (last === undefined) {
		return [sample];
	}

	if (second <= last.second) {
		return history.with(-1, {...sample, marks: [...last.marks, ...marks]});
	}

	const missed = Math.min(kept, second - last.second - 1);
	const filler = Array.from({length: missed}, (_, index) => ({...sample, second: second - missed + index, marks: []}));
	const added = [...filler, sample].slice(-kept);
	return [...history.slice(Math.max(0, history.length + added.length - kept)), ...added];
}

/** The sample of a second, or of the nearest one that is kept. */
export function sampleAt(history: History, second: number): Sample | undefined {
	const oldest = history[0]?.second ?? 0;
	return history[Math.max(0, Math.min(history.length - 1, second - oldest))];
}

/** The least and the highest value of some seconds. */
export type Range = {
	readonly least: number;
	readonly most: number;
};

/** A column of a chart, with the extremes of the seconds in it: a mean would hide a short spike or a short stop. `undefined` before the start. */
export type Column = {
	readonly produced: Range;
	readonly processed: Range;
	readonly usage: Range;
	readonly p99: Range;
	readonly marks: readonly string[];
} | undefined;

/**
The seconds of a history up to one of them, as columns of equally many seconds, the newest at the end.
Columns begin at whole multiples of their length, so that what is drawn only moves, and does not change as it moves.
*/
export function columnsOf(history: History, columns: number, secondsPerColumn: number, end = history.at(-1)?.second ?? 0): readonly Column[] {
	const oldest = history[0]?.second ?? 0;
	const first = Math.floor(end / secondsPerColumn) - columns + 1;
	return Array.from({length: columns}, (_, index) => {
		const from = ((first + index) * secondsPerColumn) - oldest;
		return from + secondsPerColumn <= 0 ? undefined : fold(history.slice(Math.max(0, from), from + secondsPerColumn));
	});
}

function fold(samples: readonly Sample[]): Column {
	return samples.length === 0
		? undefined
		: {
			produced: rangeOf(samples.map(({produced}) => produced)),
			processed: rangeOf(samples.map(({processed}) => processed)),
			usage: rangeOf(samples.map(({usage}) => usage)),
			p99: rangeOf(samples.map(({p99}) => p99)),
			marks: samples.flatMap(({marks}) => marks),
		};
}

function rangeOf(values: readonly number[]): Range {
	return {least: Math.min(...values), most: Math.max(...values)};
}
