import type {Band, Layout} from '../state/layout.js';
import type {PanelName} from '../state/view.js';
import type {Size} from '../terminal/frame.js';
import type {PanelDefinition} from './panel-definition.js';

/** A panel with the columns that it has, its borders among them. */
export type PlacedPanel = {
	readonly panel: PanelDefinition;
	readonly width: number;
};

/** The panels of a band from left to right, filling its width. The panel in focus stands alone where it has no room beside the others. */
export function placedIn(band: Band, panels: readonly PanelDefinition[], size: Size, layout: Layout, focus: PanelName): readonly PlacedPanel[] {
	const wishes = panels
		.filter(panel => panel.band === band)
		.map(panel => ({panel, wish: panel.columns(size, layout)}));
	const alone = wishes.find(({panel, wish}) => wish === 0 && panel.name === focus);
	if (alone !== undefined) {
		return [{panel: alone.panel, width: size.columns}];
	}

	const rest = wishes.reduce((left, {wish}) => left - (wish === 'rest' ? 0 : wish), size.columns);
	return wishes
		.map(({panel, wish}) => ({panel, width: wish === 'rest' ? rest : wish}))
		.filter(({width}) => width > 0);
}
