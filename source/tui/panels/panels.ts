import type {Binding} from '../input/binding.js';
import type {PanelName} from '../state/view.js';
import {diagnosisPanel} from './diagnosis/definition.js';
import {eventsPanel} from './events/definition.js';
import {flowPanel} from './flow/definition.js';
import {histogramPanel} from './histogram/definition.js';
import {ledgerPanel} from './ledger/definition.js';
import type {PanelDefinition, PanelFocus} from './panel-definition.js';
import {ratesPanel} from './rates/definition.js';
import {workersPanel} from './workers/definition.js';

/** Every panel: tab goes through them in this order, and in a band they stand in it from left to right. */
export const panels: readonly PanelDefinition[] = [
	workersPanel,
	eventsPanel,
	histogramPanel,
	ledgerPanel,
	ratesPanel,
	flowPanel,
	diagnosisPanel,
];

/** The keys that single panels have. */
export const panelKeys: readonly Binding[] = panels.flatMap(({keys = []}) => keys);

/** What a panel does with keys; `undefined` where there is no such panel, or tab passes it over. */
export function focusOf(name: PanelName): PanelFocus | undefined {
	return panels.find(panel => panel.name === name)?.focus;
}

/** The panel that tab goes to next. */
export function panelAfter(name: PanelName): PanelName {
	const names = panels.filter(({focus}) => focus !== undefined).map(panel => panel.name);
	return names[(names.indexOf(name) + 1) % names.length] ?? name;
}

/** The panels that can be filtered, in words: `the workers and the events`. */
export function filteredPanels(conjunction: 'and' | 'or'): string {
	return panels.filter(({focus}) => focus?.isFiltered).map(({name}) => `the ${name}`).join(` ${conjunction} `);
}
