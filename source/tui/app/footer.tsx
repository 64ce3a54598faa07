import {memo, type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import {keysOver} from '../keys/overlay-keys.js';
import type {Notice, Overlay} from '../state/screen-state.js';
import {cut, sanitize, widthOfLine} from '../format/text.js';
import {span, type Line} from '../theme/theme.js';
import {StyledLines} from '../panels/styled-lines.js';
import {filterLine} from './filter-row.js';

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
	const answer = notice === undefined ? keysLine(overlay, isDraining, width) : noticeLine(notice, width);
	return <StyledLines lines={[overlay.kind === 'filter' ? filterLine(overlay.panel, filter, width) : answer]}/>;
});

/** As many of the keys that act just now as have room; how to leave always has. */
function keysLine(overlay: Overlay, isDraining: boolean, width: number): Line {
	const over = keysOver(overlay);
	const last = label(over === undefined ? 'q' : '^C', isDraining ? 'abort' : 'drain');
	const parts = over?.map(([keys, text]) => label(keys, text))
		?? keyTable.map(({shown, footer, footerKeys}) => footer === undefined ? [] : label(footerKeys ?? shown, footer));
	const shown: Line[] = [];
	let used = widthOfLine(last) + 1;
	for (const part of parts) {
		if (part.length > 0 && used + widthOfLine(part) <= width) {
			shown.push(part);
			used += widthOfLine(part);
		}
	}

	return [...shown.flat(), ...last];
}

function noticeLine({text, isRefusal}: Notice, width: number): Line {
	return [
		span(isRefusal ? ' ▲ ' : ' ✓ ', isRefusal ? 'warning' : 'good'),
		span(cut(sanitize(text), width - 4), isRefusal ? 'warning' : 'strong'),
	];
}

function label(keys: string, text: string): Line {
	return [span(` ${keys}`, 'accent'), span(` ${text} `, 'faint')];
}
