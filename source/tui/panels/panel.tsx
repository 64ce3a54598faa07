import {type ReactNode} from 'react';
import {Box} from 'ink';
import {span, type Row, type Tone} from '../theme/theme.js';
import {cut, widthOf} from '../../text/columns.js';
import {widthOfRow} from '../format/row-width.js';
import {StyledRows} from './styled-rows.js';

type Properties = {
	readonly title: string;

	/** Stands at the right end of the top border. */
	readonly note?: Row;
	readonly width: number;

	/** Rows inside. */
	readonly rows: number;
	readonly tone?: Tone | undefined;

	/** Empty columns beside what is inside. */
	readonly inset?: 0 | 1;
	readonly children: ReactNode;
};

/** A box with its title in the border. */
export function Panel({title, note, width, rows, tone = 'border', inset = 1, children}: Properties): ReactNode {
	const sides = Array.from({length: rows}, () => [span('│', tone)]);
	return (
		<Box flexDirection='column' width={width} height={rows + 2} flexShrink={0}>
			<StyledRows lines={[topBorder(title, note ?? [], width, tone)]}/>
			<Box height={rows} flexShrink={0}>
				<StyledRows lines={sides}/>
				<Box flexDirection='column' width={width - 2 - (2 * inset)} height={rows} marginX={inset}>
					{children}
				</Box>
				<StyledRows lines={sides}/>
			</Box>
			<StyledRows lines={[[span(`╰${'─'.repeat(width - 2)}╯`, tone)]]}/>
		</Box>
	);
}

function topBorder(title: string, note: Row, width: number, tone: Tone): Row {
	const shown = cut(title, width - 6);
	const noteWidth = widthOfRow(note);
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
