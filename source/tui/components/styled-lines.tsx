import {useContext, type ReactNode} from 'react';
import {Text} from 'ink';
import type {Line, Span} from '../theme.js';
import {themeContext} from './theme-context.js';

type Properties = {
	readonly lines: readonly Line[];
};

/** Rows of text in the looks of the theme. All in one node: a node for each row would cost several times as much to lay out. */
export function StyledLines({lines}: Properties): ReactNode {
	return <Text>{placed(lines).map(([place, span]) => <StyledSpan key={place} {...span}/>)}</Text>;
}

function StyledSpan({text, tone, behind}: Span): ReactNode {
	const {tones} = useContext(themeContext);
	const background = behind === undefined ? undefined : tones[behind].color;
	return <Text {...tones[tone]} {...(background === undefined ? {} : {backgroundColor: background})}>{text}</Text>;
}

/** The pieces of all rows with the place at which each begins. An empty row takes a row, too. */
function placed(lines: readonly Line[]): ReadonlyArray<readonly [string, Span]> {
	return [...lines.entries()].flatMap(([row, line]) => [
		...(row === 0 ? [] : [[`${row}`, {text: '\n', tone: 'plain'}] as const]),
		...[...line.entries()].map(([index, span]) => [`${row}:${index}`, span] as const),
		...(line.length === 0 ? [[`${row}:`, {text: ' ', tone: 'plain'}] as const] : []),
	]);
}
