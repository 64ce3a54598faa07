import {memo, type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import {keysOver} from '../keys/overlay-keys.js';
import type {Notice} from '../state/screen-state.js';
import type {Overlay} from '../state/overlay.js';
import {cut} from '../../text/columns.js';
import {sanitize} from '../../text/sanitize.js';
import {widthOfRow} from '../format/row-width.js';
import {span, type Row} from '../theme/theme.js';
import {StyledRows} from '../panels/styled-rows.js';
import {filterRow} from './filter-row.js';

type Properties = {
	readonly notice: Notice | undefined;
	readonly isDraining: boolean;
	readonly overlay: Overlay;

	/** Of the panel whose filter is typed just now. */
	readonly filter: string;
	readonly width: number;
};

/** What is typed, or the answer to the last key, or the keys. */
export const Footer = memo(({notice, isDraining, overlay, filter, width}: Properties): ReactNode => {
	const answer = notice === undefined ? keysRow(overlay, isDraining, width) : noticeRow(notice, width);
	return <StyledRows lines={[overlay.kind === 'filter' ? filterRow(overlay.panel, filter, width) : answer]}/>;
});

/** The keys that act just now, as many as have room. The key that leaves is always among them. */
function keysRow(overlay: Overlay, isDraining: boolean, width: number): Row {
	const over = keysOver(overlay);
	const last = label(over === undefined ? 'q' : '^C', isDraining ? 'abort' : 'drain');
	const parts = over?.map(([keys, text]) => label(keys, text))
		?? keyTable.map(({shown, footer, footerKeys}) => footer === undefined ? [] : label(footerKeys ?? shown, footer));
	const shown: Row[] = [];
	let used = widthOfRow(last) + 1;
	for (const part of parts) {
		if (part.length > 0 && used + widthOfRow(part) <= width) {
			shown.push(part);
			used += widthOfRow(part);
		}
	}

	return [...shown.flat(), ...last];
}

function noticeRow({text, isRefusal}: Notice, width: number): Row {
	return [
		span(isRefusal ? ' ▲ ' : ' ✓ ', isRefusal ? 'warning' : 'good'),
		span(cut(sanitize(text), width - 4), isRefusal ? 'warning' : 'strong'),
	];
}

function label(keys: string, text: string): Row {
	return [span(` ${keys}`, 'accent'), span(` ${text} `, 'faint')];
}
