import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../../contract/snapshot.js';
import {panelFrame} from '../../state/layout.js';
import {panelTitle, panelTone} from '../panel-title.js';
import {span, type Row} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {explainedLedgerRows, ledgerRows, widestLedger} from './ledger-rows.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly isFocused: boolean;
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** Rows of the ledger with what its terms mean. */
const rowsExplained = 10;

/** Where every accepted record is now. */
export const LedgerPanel = memo(({snapshot, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const inner = width - panelFrame;
	const isExplained = isZoomed && rows >= rowsExplained;
	const told = (of: Snapshot) => isExplained ? explainedLedgerRows(of, inner) : ledgerRows(of, rows < 8 ? inner : Math.min(inner, widestLedger), rows);
	const lines = snapshot === undefined ? [[span('no record yet', 'faint')]] : told(snapshot);
	return (
		<Panel title={panelTitle('Ledger', isFocused)} note={noteOf(isZoomed, rows)} tone={panelTone(isFocused)} width={width} rows={rows}>
			<StyledRows lines={lines}/>
		</Panel>
	);
});

function noteOf(isZoomed: boolean, rows: number): Row {
	const text = isZoomed ? 'esc back' : 'enter shows all';
	return isZoomed || rows < 8 ? [span(text, 'faint')] : [];
}
