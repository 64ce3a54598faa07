import {
	memo, useContext, type PropsWithChildren, type ReactNode,
} from 'react';
import {Text} from 'ink';
import {Table} from 'ink-table';
import type {Snapshot} from '../../engine/snapshot.js';
import {scrollOffset} from '../layout.js';
import {span} from '../theme.js';
import {markedCell, tableColumns, tableRows} from '../worker-rows.js';
import {Panel} from './panel.js';
import {themeContext} from './theme-context.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly selected: number | undefined;
	readonly width: number;

	/** Workers that there is room for. */
	readonly rows: number;
};

/** Every worker with what its machine does just now. */
export const WorkerTable = memo(({snapshot, selected, width, rows}: Properties): ReactNode => {
	const workers = snapshot?.workers ?? [];
	const {minWorkers, maxWorkers} = snapshot?.bounds ?? {minWorkers: 0, maxWorkers: 0};
	const offset = scrollOffset(workers.findIndex(({id}) => id === selected), workers.length, rows);
	const shown = workers.slice(offset, offset + rows);
	const columns = tableColumns(width - 2);
	const isScrolled = shown.length < workers.length;
	return (
		<Panel
			title={snapshot === undefined ? 'Workers' : `Workers ${workers.length} of ${minWorkers}–${maxWorkers}`}
			note={isScrolled ? [span(`${offset + 1}–${offset + shown.length} of ${workers.length} ↑↓`, 'faint')] : []}
			width={width}
			rows={rows + 1}
			inset={0}
		>
			<Table
				data={tableRows(shown, columns, selected)}
				columns={columns.map(({key, align}) => ({key, align}))}
				header={Heading}
				cell={Cell}
				skeleton={Skeleton}
			/>
		</Panel>
	);
});

function Heading({children}: PropsWithChildren): ReactNode {
	const {tones} = useContext(themeContext);
	return <Text {...tones.faint}>{markedCell(textOf(children)).text}</Text>;
}

function Cell({children}: PropsWithChildren): ReactNode {
	const {tones, selection} = useContext(themeContext);
	const {text, tone, isSelected} = markedCell(textOf(children));
	return <Text {...tones[tone]} {...(isSelected && selection !== undefined ? {backgroundColor: selection} : {})}>{text}</Text>;
}

function textOf(children: ReactNode): string {
	return typeof children === 'string' ? children : '';
}

/** No rules: ink-table would draw one after every row. It takes no null for that. */
function Skeleton(): ReactNode {
	return [];
}
