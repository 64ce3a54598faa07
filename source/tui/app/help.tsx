import {type ReactNode} from 'react';
import {keyTable} from '../keys/key-table.js';
import {keyGroups, type Binding} from '../input/binding.js';
import {left} from '../../text/columns.js';
import {wrapCut} from '../../text/wrap.js';
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

/** Every key with what it does, group by group; what is longer than a line goes on in the next. */
export function helpRows(width: number): readonly Row[] {
	return keyGroups.flatMap(group => keyTable
		.filter(binding => binding.group === group)
		.flatMap((binding, index) => rowsOf(index === 0 ? group : '', binding, width)));
}

const [groupWidth, keysWidth] = [10, 8];

function rowsOf(group: string, {shown, help}: Binding, width: number): readonly Row[] {
	const forHelp = width - groupWidth - keysWidth;
	return wrapCut(help, forHelp).map((line, index) => [
		span(left(index === 0 ? group : '', groupWidth), 'title'), span(left(index === 0 ? shown : '', keysWidth), 'accent'), span(left(line, forHelp)),
	]);
}
