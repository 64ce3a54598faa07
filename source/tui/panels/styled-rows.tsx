import {useContext, type ReactNode} from 'react';
import {Transform} from 'ink';
import {paintOf} from '../theme/paint.js';
import {widthOf} from '../../text/columns.js';
import {span, type Row, type Span} from '../theme/theme.js';
import {placeholderFor} from '../terminal/line-placeholders.js';
import {themeContext} from '../theme/theme-context.js';

type Properties = {
	readonly lines: readonly Row[];
};

/**
Rows of text in the looks of the theme.

The layout sees one node of blank rows, and the text comes in when the frame is put together: to measure styled text, and to lay out a node for each piece of it, cost more than half of a frame.
*/
export function StyledRows({lines}: Properties): ReactNode {
	const paint = paintOf(useContext(themeContext));
	return <Transform transform={(_, row) => placeholderFor(paint(lines[row] ?? []))}>{blankRows(lines.length)}</Transform>;
}

/** As `StyledRows`, a piece of text that takes its width in the layout. */
export function StyledText({text, tone}: Span): ReactNode {
	const paint = paintOf(useContext(themeContext));
	return <Transform transform={() => placeholderFor(paint([span(text, tone)]))}>{' '.repeat(widthOf(text))}</Transform>;
}

function blankRows(count: number): string {
	return Array.from({length: count}, () => ' ').join('\n');
}
