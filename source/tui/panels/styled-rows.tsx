import {useContext, type ReactNode} from 'react';
import {Painting} from '../canvas/painting.js';
import {paintOf} from '../theme/paint.js';
import {widthOf} from '../../text/columns.js';
import type {Row, Span} from '../theme/theme.js';
import {themeContext} from '../theme/theme-context.js';

type Properties = {
	readonly lines: readonly Row[];
};

/** Rows of text in the looks of the theme. In the layout they are one column wide. */
export function StyledRows({lines}: Properties): ReactNode {
	const paint = paintOf(useContext(themeContext));
	return <Painting lines={lines.map(line => paint(line))} width={1}/>;
}

/** As `StyledRows`, a piece of text that takes its width in the layout. */
export function StyledText(text: Span): ReactNode {
	const paint = paintOf(useContext(themeContext));
	return <Painting lines={[paint([text])]} width={widthOf(text.text)}/>;
}
