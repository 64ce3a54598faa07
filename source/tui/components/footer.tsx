import {memo, type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import type {Notice} from '../state/screen-state.js';
import {filterLine} from '../lines/filter-line.js';
import {cut, harmless, widthOfLine} from '../lines/text.js';
import {span, type Line} from '../looks/theme.js';
import type {FilteredPanel} from '../state/view.js';
import {StyledLines} from './styled-lines.js';

type Cover = 'help' | 'settings' | 'question';

type Properties = {
	readonly notice: Notice | undefined;
	readonly isDraining: boolean;

	/** What covers the panels, so that few keys mean what they mean else. */
	readonly cover: Cover | undefined;

	/** The panel whose filter is typed just now. */
	readonly filtered: FilteredPanel | undefined;
	readonly filter: string;
	readonly width: number;
};

/** What is typed, or the answer to the last key, or the keys. */
export const Footer = memo(({notice, isDraining, cover, filtered, filter, width}: Properties): ReactNode => {
	const answer = notice === undefined ? (cover === undefined ? keysLine(width, isDraining) : coveredLine(cover, isDraining)) : noticeLine(notice, width);
	return <StyledLines lines={[filtered === undefined ? answer : filterLine(filtered, filter, width)]}/>;
});

/** As many keys as have room; how to leave and where to find the others always have. */
function keysLine(width: number, isDraining: boolean): Line {
	const last = label('q', leaving(isDraining));
	const shown: Line[] = [];
	let used = widthOfLine(last) + 1;
	for (const {shown: keys, footer, footerKeys} of keyTable) {
		const part = footer === undefined ? [] : label(footerKeys ?? keys, footer);
		if (part.length > 0 && used + widthOfLine(part) <= width) {
			shown.push(part);
			used += widthOfLine(part);
		}
	}

	return [...shown.flat(), ...last];
}

function coveredLine(cover: Cover, isDraining: boolean): Line {
	const everywhere = cover === 'question' ? [] : [...label('L', 'lock'), ...label('S', 'snapshot')];
	return [...label('esc', 'back'), ...everywhere, ...label('^C', leaving(isDraining))];
}

function leaving(isDraining: boolean): string {
	return isDraining ? 'abort' : 'drain';
}

function noticeLine({text, isRefusal}: Notice, width: number): Line {
	return [
		span(isRefusal ? ' ▲ ' : ' ✓ ', isRefusal ? 'warning' : 'good'),
		span(cut(harmless(text), width - 4), isRefusal ? 'warning' : 'strong'),
	];
}

function label(keys: string, text: string): Line {
	return [span(` ${keys}`, 'accent'), span(` ${text} `, 'faint')];
}
