import {insideOf} from '../../../domain/ledger.js';
import type {Snapshot} from '../../../contract/snapshot.js';
import {undoKey} from '../../state/undo.js';
import {span, type Row} from '../../theme/theme.js';
import {bar} from '../../../text/bars.js';
import {
	duration, grouped, percentColumn, perSecond,
} from '../../../text/format.js';
import {
	firstThatFits, left, right, widthOf,
} from '../../../text/columns.js';

/** Rows with a place of records in each. */
const wholeHeight = 7;

/** What a drain still has before it, as lines of a width, the most telling first. What is left adds up: where not each place has a row, workers' batches are one with those at the sink. */
export function drainRows(snapshot: Snapshot, total: number, {width, rows}: {readonly width: number; readonly rows: number}): readonly Row[] {
	const {ledger, rates} = snapshot;
	const inside = insideOf(ledger).records;
	const share = total > 0 ? 1 - (inside / total) : 1;
	const ends = `aborts in ${duration(Math.ceil(snapshot.grace / 1000) * 1000)}`;
	const {filled, empty} = bar(share, width - 6);
	const item = (label: string, value: number): Row => [span(left(`  ${label}`, width - 12), 'faint'), span(right(grouped(value), 12))];
	const count = `${grouped(inside)} records left`;
	const rate = perSecond(rates.processed);
	const rest = duration(inside / rates.processed * 1000);
	const pace = rates.processed > 0 && inside > 0 ? [`${count}, ${rate}, about ${rest} more`, `${grouped(inside)} left, ${rate}, ${rest} more`] : [];
	const again = snapshot.isLeaving ? 'q again aborts' : 'q twice aborts';
	const undo = snapshot.sink.fault.kind === 'none' ? [] : [`${undoKey} undoes the fault · ${again}`];
	const advice = [...undo, `${again}, they are not delivered`, again].find(text => widthOf(text) <= width) ?? '';
	return [
		[span(filled, 'good'), span(empty, 'border'), span(` ${percentColumn(share)}`, 'strong')],
		[span(left(firstThatFits([...pace, count], width), width), 'strong')],
		[span(left(ends, width), snapshot.grace < 10_000 ? 'danger' : 'warning')],
		[span(left(advice, width), 'warning')],
		item('queued', ledger.queued.records),
		...(rows < wholeHeight
			? [item('in hands', ledger.batched.records + ledger.inFlight.records)]
			: [item('in batches', ledger.batched.records), item('in flight', ledger.inFlight.records)]),
	];
}
