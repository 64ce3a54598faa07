import {memo, type ReactNode} from 'react';
import {droppedOf} from '../../domain/ledger.js';
import type {Snapshot} from '../../engine/snapshot.js';
import {bytes, grouped} from '../format.js';
import {panelFrame} from '../layout.js';
import {left, right} from '../text.js';
import {span, type Line} from '../theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly width: number;
	readonly rows: number;
};

/** Where every accepted record is now. */
export const LedgerPanel = memo(({snapshot, width, rows}: Properties): ReactNode => {
	const lines = snapshot === undefined ? [] : ledgerLines(snapshot, width - panelFrame);
	return (
		<Panel title='Ledger' width={width} rows={rows}>
			<StyledLines lines={lines.slice(-rows)}/>
		</Panel>
	);
});

export function ledgerLines({ledger, lost}: Snapshot, width: number): readonly Line[] {
	const amount = (sign: string, label: string, records: number, size: number): Line => [
		span(left(`${sign} ${label}`, 15), 'faint'),
		span(right(grouped(records), width - 26)),
		span(right(bytes(size), 11), 'faint'),
	];
	const dropped = droppedOf(ledger);
	return [
		amount(' ', 'accepted', ledger.accepted.records, ledger.accepted.bytes),
		amount('−', 'delivered', ledger.delivered.records, ledger.delivered.bytes),
		amount('−', 'dead letters', ledger.deadLettered.records, ledger.deadLettered.bytes),
		amount('−', 'dropped', dropped.records, dropped.bytes),
		amount('−', 'queued', ledger.queued.records, ledger.queued.bytes),
		amount('−', 'in batches', ledger.batched.records, ledger.batched.bytes),
		amount('−', 'in flight', ledger.inFlight.records, ledger.inFlight.bytes),
		[
			span(left('= lost', 15), lost === 0 ? 'good' : 'danger'),
			span(right(grouped(lost), width - 26), lost === 0 ? 'good' : 'danger'),
			span(right(lost === 0 ? 'balanced' : '✕ wrong', 11), lost === 0 ? 'good' : 'danger'),
		],
	];
}
