import {type ReactNode} from 'react';
import {Box} from 'ink';
import {span, type Line, type Tone} from '../theme/theme.js';
import {cut, widthOf, widthOfLine} from '../format/text.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly title: string;

	/** Stands at the right end of the top border. */
	readonly note?: Line;
	readonly width: number;

	/** Rows inside. */
	readonly rows: number;
	readonly tone?: Tone;

	/** Empty columns beside what is inside. */
	readonly inset?: 0 | 1;
	readonly children: ReactNode;
};

/** A box with its title in the border. */
export function Panel({title, note, width, rows, tone = 'border', inset = 1, children}: Properties): ReactNode {
	const sides = Array.from({length: rows}, () => [span('│', tone)]);
	return (
		<Box flexDirection='column' width={width} height={rows + 2} flexShrink={0}>
			<StyledLines lines={[topBorder(title, note ?? [], width, tone)]}/>
			<Box height={rows} flexShrink={0}>
				<StyledLines lines={sides}/>
				<Box flexDirection='column' width={width - 2 - (2 * inset)} height={rows} marginX={inset}>
					{children}
				</Box>
				<StyledLines lines={sides}/>
			</Box>
			<StyledLines lines={[[span(`╰${'─'.repeat(width - 2)}╯`, tone)]]}/>
		</Box>
	);
}

function topBorder(title: string, note: Line, width: number, tone: Tone): Line {
	const shown = cut(title, width - 6);
	const noteWidth = widthOfLine(note);
	const room = width - 5 - widthOf(shown);
	const isNoteShown = noteWidth > 0 && noteWidth + 4 <= room;
	const rule = room - (isNoteShown ? noteWidth + 3 : 0);
	return [
		span('╭─ ', tone),
		span(shown, 'title'),
		span(` ${'─'.repeat(Math.max(0, rule))}`, tone),
		...(isNoteShown ? [span(' ', tone), ...note, span(' ─', tone)] : []),
		span('╮', tone),
	];
}
