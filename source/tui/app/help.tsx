import {type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import {keyGroups, type Binding} from '../input/binding.js';
import {left} from '../../text/columns.js';
import {span, type Row} from '../theme/theme.js';
import {panelFrame} from '../state/layout.js';
import {Panel} from '../panels/panel.js';
import {StyledRows} from '../panels/styled-rows.js';

type Properties = {
	readonly offset: number;
	readonly width: number;

	/** Rows inside the panel. */
	readonly rows: number;
};

/** The key table in full. */
export function Help({offset, width, rows}: Properties): ReactNode {
	const lines = helpRows(width - panelFrame);
	const first = Math.max(0, Math.min(offset, lines.length - rows));
	const isWhole = lines.length <= rows;
	return (
		<Panel title='Keys' note={[span(isWhole ? 'esc closes' : '↑↓ more · esc closes', 'faint')]} width={width} rows={rows}>
			<StyledRows lines={lines.slice(first, first + rows)}/>
		</Panel>
	);
}

function helpRows(width: number): readonly Row[] {
	return keyGroups.flatMap(group => keyTable
		.filter(binding => binding.group === group)
		.map((binding, index) => lineOf(index === 0 ? group : '', binding, width)));
}

function lineOf(group: string, {shown, help}: Binding, width: number): Row {
	return [span(left(group, 10), 'title'), span(left(shown, 8), 'accent'), span(left(help, width - 18))];
}
