import {type ReactNode} from 'react';
import type {Row, Tone} from '../theme/theme.js';
import {Panel} from './panel.js';
import {StyledRows} from './styled-rows.js';

type Properties = {
	readonly title: string;
	readonly note?: Row | undefined;
	readonly tone?: Tone | undefined;
	readonly lines: readonly Row[];
	readonly width: number;

	/** Rows inside the panel; further lines are left out. */
	readonly rows: number;
};

const noNote: Row = [];

/** A panel of nothing but text. */
export function RowsPanel({title, note = noNote, tone, lines, width, rows}: Properties): ReactNode {
	return (
		<Panel title={title} note={note} tone={tone} width={width} rows={rows}>
			<StyledRows lines={lines.slice(0, rows)}/>
		</Panel>
	);
}
