import {memo, type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import {isOffered, isOnTop} from '../keys/mode.js';
import {keysOver} from '../keys/overlay-keys.js';
import type {Mode} from '../state/mode.js';
import type {Notice} from '../state/screen-state.js';
import type {Overlay} from '../state/overlay.js';
import {cut} from '../../text/columns.js';
import {sanitize} from '../../text/sanitize.js';
import {widthOfRow} from '../format/row-width.js';
import {span, type Row} from '../theme/theme.js';
import {StyledRows} from '../panels/styled-rows.js';
import {filterRow} from './filter-row.js';

type Properties = Mode & {
	readonly notice: Notice | undefined;
	readonly overlay: Overlay;

	/** Of the panel whose filter is typed just now. */
	readonly filter: string;
	readonly width: number;
};

/** What is typed, or the answer to the last key, or the keys. The keys of a dialog stay while something is said. */
export const Footer = memo(({notice, overlay, filter, width, ...mode}: Properties): ReactNode => <StyledRows lines={[rowOf(notice, overlay, filter, width, mode)]}/>);

/** Columns that a notice gets beside the keys of a dialog. */
const leastNotice = 24;

function rowOf(notice: Notice | undefined, overlay: Overlay, filter: string, width: number, mode: Mode): Row {
	if (overlay.kind === 'filter') {
		return filterRow(overlay.panel, filter, width);
	}

	const over = keysOver(overlay);
	// The keys of help and settings stand in their borders as well, and a question has none.
	if (over !== undefined && (notice === undefined || overlay.kind === 'question')) {
		const parts = over.map(([shown, text]) => label(shown, text));
		const keys = fitting(parts, label('^C', shortLeaveWord(mode)), notice === undefined ? width : width - leastNotice);
		return notice === undefined ? keys : [...keys, ...noticeRow(notice, width - widthOfRow(keys))];
	}

	return notice === undefined ? keysRow(mode, width) : noticeRow(notice, width);
}

/** The keys that act just now, as many as have room. The key that leaves is always among them. */
function keysRow(mode: Mode, width: number): Row {
	const parts = keyTable
		.filter(binding => binding.footer !== undefined && isOffered(binding, mode))
		.map(({shown, footer = '', footerKeys}) => label(footerKeys ?? shown, mode.isPast && footer === 'freeze' ? 'live' : footer));
	const isOver = isOnTop(mode);
	const first = isOver ? [label('esc', 'back')] : [];
	return fitting([...first, ...parts], isOver ? label('^C', shortLeaveWord(mode)) : label('q', leaveWord(mode)), width);
}

function leaveWord({isLeaving}: Mode): string {
	return isLeaving ? 'abort' : 'drain & quit';
}

function shortLeaveWord({isLeaving}: Mode): string {
	return isLeaving ? 'abort' : 'quit';
}

/** As many parts as fit before the last one. */
function fitting(parts: readonly Row[], last: Row, width: number): Row {
	const shown: Row[] = [];
	let used = widthOfRow(last) + 1;
	for (const part of parts) {
		if (used + widthOfRow(part) <= width) {
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
