import {type ReactNode} from 'react';
import type {Line} from '../theme/theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly title: string;
	readonly note?: Line;
	readonly lines: readonly Line[];
	readonly width: number;

	/** Rows inside the panel; further lines are left out. */
	readonly rows: number;
};

const noNote: Line = [];

/** A panel of nothing but text. */
export function RowsPanel({title, note = noNote, lines, width, rows}: Properties): ReactNode {
	return (
		<Panel title={title} note={note} width={width} rows={rows}>
			<StyledLines lines={lines.slice(0, rows)}/>
		</Panel>
	);
}
