import {lowerBlocks} from '../../../text/bars.js';
import {gutter} from '../../state/layout.js';
import type {Column} from '../../state/history.js';
import {span, type Row, type Tone} from '../../theme/theme.js';

/** The queue's usage as one row of blocks. */
export function plotUsage(columns: readonly Column[]): Row {
	return stripe('queue', columns.map(column => column?.usage.most ?? 0), 'queue');
}

/** How long the slowest hundredth of the records took, as one row of blocks up to the longest time. */
export function plotTimes(columns: readonly Column[]): Row {
	const longest = longestTime(columns);
	return stripe('p99', columns.map(column => column === undefined || longest === 0 ? 0 : column.p99.most / longest), 'strong');
}

/** The longest p99 of some columns, in milliseconds; 0 where nothing was measured. */
export function longestTime(columns: readonly Column[]): number {
	return Math.max(0, ...columns.map(column => column?.p99.most ?? 0));
}

/** Shares of a whole, a block each: something above 0 shows. */
function stripe(label: string, shares: readonly number[], tone: Tone): Row {
	const blocks = shares.map(share => lowerBlocks[Math.min(8, Math.ceil((share * 8) - 1e-9))] ?? ' ');
	return [span(`${label} `.padStart(gutter), 'faint'), span(blocks.join(''), tone)];
}
