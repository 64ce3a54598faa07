import type {WorkerSnapshot, WorkerState} from '../../contract/snapshot.js';
import type {Trends} from './trends.js';

export type ColumnName = 'worker' | 'state' | 'batch' | 'held' | 'rate' | 'trend' | 'p50' | 'p99' | 'delivered' | 'flushes' | 'retries' | 'failed';

/** What the worker table is sorted by. */
export type Order = {
	readonly column: ColumnName;

	/** Against the order in which a column tells most: trouble, the smallest id, and the highest of all other figures first. */
	readonly isReversed: boolean;
};

/** Workers in an order; those that are equal in it, by id. What has no value yet comes last. */
export function inOrder(workers: readonly WorkerSnapshot[], order: Order, {rates}: Trends): readonly WorkerSnapshot[] {
	const value = values[order.column];
	const sign = isDescending(order) ? -1 : 1;
	return workers
		.map(worker => ({worker, value: value(worker, rates.get(worker.id) ?? [])}))
		.toSorted((a, b) => compare(a.value, b.value, sign) || a.worker.id - b.worker.id)
		.map(({worker}) => worker);
}

/** Whether the highest figure comes first. */
export function isDescending({column, isReversed}: Order): boolean {
	return ascending.has(column) === isReversed;
}

/** The order after a column was chosen; the same column again reverses. */
export function orderBy(order: Order, column: ColumnName): Order {
	return {column, isReversed: order.column === column && !order.isReversed};
}

/**
The id that stays selected when the rows change: the same one, or where it is gone, the row that took its place.
`before` are the rows as they stood, `after` those that are left, in any order.
*/
export function survivorOf(selected: number | undefined, before: readonly WorkerSnapshot[], after: readonly WorkerSnapshot[]): number | undefined {
	const left = new Set(after.map(({id}) => id));
	if (selected === undefined || left.has(selected)) {
		return selected;
	}

	return nearest(before, before.findIndex(({id}) => id === selected), ({id}) => left.has(id))?.id ?? after.at(-1)?.id;
}

/** The first of the rows from an index on that is as wanted, else the last one above it. */
export function nearest<Row>(rows: readonly Row[], index: number, isWanted: (row: Row) => boolean): Row | undefined {
	const from = Math.max(0, index);
	return rows.slice(from).find(row => isWanted(row)) ?? rows.slice(0, from).findLast(row => isWanted(row));
}

/** The columns that tell most with their smallest value first. */
const ascending: ReadonlySet<ColumnName> = new Set(['worker', 'state']);

/** Trouble first, then what stands still, then work. */
const rankOf: Readonly<Record<WorkerState, number>> = {
	backingOff: 0, killed: 1, stopped: 2, paused: 3, draining: 4, idle: 5, filling: 6, flushing: 7,
};

/** Figures as exact as they are shown: rows that look the same are not to change places. */
const values: Readonly<Record<ColumnName, (worker: WorkerSnapshot, trend: readonly number[]) => number | undefined>> = {
	worker: ({id}) => id,
	state: ({state}) => rankOf[state],
	batch: ({fill}) => Math.round(fill * 100),
	held: ({held}) => held,
	rate: ({rate}) => Math.round(rate),
	trend: (_, trend) => trend.length === 0 ? undefined : Math.round(trend.reduce((sum, rate) => sum + rate, 0) / trend.length),
	p50: ({flushTime}) => asShown(flushTime?.p50),
	p99: ({flushTime}) => asShown(flushTime?.p99),
	delivered: ({delivered}) => delivered,
	flushes: ({flushes}) => flushes,
	retries: ({retries}) => retries,
	failed: ({failures}) => failures,
};

function asShown(milliseconds: number | undefined): number | undefined {
	return milliseconds === undefined ? undefined : Math.round(milliseconds * (milliseconds < 99.95 ? 10 : 1)) / (milliseconds < 99.95 ? 10 : 1);
}

function compare(a: number | undefined, b: number | undefined, sign: number): number {
	return a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : (a - b) * sign;
}
