import type {PanelDefinition} from '../panel-definition.js';
import {LedgerPanel} from './ledger-panel.js';

export const ledgerPanel: PanelDefinition = {
	name: 'ledger',
	band: 'bottom',

	// The events need the width more.
	columns: ({columns}, {isWide}) => isWide ? Math.max(36, Math.min(44, Math.round(columns * 0.22))) : 0,
	draw: ({data}, place) => <LedgerPanel snapshot={data.sampled} {...place}/>,
	focus: {hint: 'enter shows it in full', isFiltered: false, isZoomable: true},
};
