import {span, type Row} from '../theme/theme.js';
import type {PanelName} from '../state/view.js';
import {sanitize} from '../../text/sanitize.js';
import {widthOf} from '../../text/columns.js';

/** A filter that is typed, with the cursor, in place of the footer. Of a long one its end is shown, where it is typed. */
export function filterRow(panel: PanelName, filter: string, width: number): Row {
	const label = `filter ${panel}: `;
	const hint = '  enter keeps, esc clears';
	const text = sanitize(filter);
	const room = width - widthOf(label) - 4;
	return [
		span(' / ', 'accent'),
		span(label, 'faint'),
		span(`${endOf(text, room)}▏`, 'strong'),
		span(widthOf(text + hint) <= room ? hint : '', 'faint'),
	];
}

function endOf(text: string, width: number): string {
	const characters = [...text];
	const first = characters.findIndex((_, index) => widthOf(characters.slice(index).join('')) < width);
	return widthOf(text) <= width || first === -1 ? text : `…${characters.slice(first).join('')}`;
}
