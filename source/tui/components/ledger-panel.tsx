import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../engine/snapshot.js';
import {panelFrame} from '../lines/layout.js';
import {ledgerLines, widestLedger} from '../lines/ledger-lines.js';
import {panelTitle, panelTone} from '../lines/panel-title.js';
import {span, type Line} from '../looks/theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly isFocused: boolean;
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** Where every accepted record is now. */
export const LedgerPanel = memo(({snapshot, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const inner = Math.min(width - panelFrame, rows < 8 ? width : widestLedger);
	const lines = snapshot === undefined ? [[span('no record yet', 'faint')]] : ledgerLines(snapshot, inner, rows);
	return (
		<Panel title={panelTitle('Ledger', isFocused)} note={noteOf(isZoomed, rows)} tone={panelTone(isFocused)} width={width} rows={rows}>
			<StyledLines lines={lines}/>
		</Panel>
	);
});

function noteOf(isZoomed: boolean, rows: number): Line {
	const text = isZoomed ? 'esc back' : 'enter shows all';
	return isZoomed || rows < 8 ? [span(text, 'faint')] : [];
}
