import {memo, type PropsWithChildren, type ReactNode} from 'react';
import {Table} from 'ink-table';
import type {Snapshot} from '../../../contract/snapshot.js';
import {matchingWorkers} from '../../state/filter.js';
import {scrollOffset} from '../../state/layout.js';
import {nothingMatches} from '../../state/selection.js';
import {inOrder, type Order} from '../../state/table-order.js';
import {headcount} from '../../format/headcount.js';
import {panelTitle, panelTone} from '../panel-title.js';
import {span} from '../../theme/theme.js';
import type {Trends} from '../../state/trends.js';
import {Panel} from '../panel.js';
import {StyledRows, StyledText} from '../styled-rows.js';
import {
	hiddenOrder, markedCell, markedHeading, tableColumns, tableRows, tableWidth,
} from './worker-rows.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly trends: Trends;
	readonly order: Order;
	readonly filter: string;

	/** The id of the worker that is marked. */
	readonly selected: number | undefined;
	readonly isFocused: boolean;
	readonly width: number;

	/** Workers that there is room for. */
	readonly rows: number;
};

/** The workers that the filter lets through, in the chosen order, with what their machines do just now. */
export const WorkerTable = memo(({snapshot, trends, order, filter, selected, isFocused, width, rows}: Properties): ReactNode => {
	const workers = matchingWorkers(inOrder(snapshot?.workers ?? [], order, trends), filter);
	const offset = scrollOffset(workers.findIndex(({id}) => id === selected), workers.length, rows);
	const shown = workers.slice(offset, offset + rows);
	const columns = tableColumns(tableWidth(width), order);
	const isScrolled = shown.length < workers.length;
	const empty = filter === '' ? span(' no worker', 'faint') : span(` ${nothingMatches('worker', filter)}`, 'warning');
	return (
		<Panel
			title={panelTitle(titleOf(snapshot, workers.length, filter) + hiddenOrder(columns, order), isFocused)}
			note={isScrolled ? [span(`${offset + 1}–${offset + shown.length} of ${workers.length} ↑↓`, 'faint')] : []}
			tone={panelTone(isFocused)}
			width={width}
			rows={rows + 1}
			inset={0}
		>
			<Table
				data={tableRows(shown, columns, selected, trends)}
				columns={columns.map(({key, align}) => ({key, align}))}
				header={Heading}
				cell={Cell}
				skeleton={Skeleton}
			/>
			{workers.length === 0 ? <StyledRows lines={[[empty]]}/> : null}
		</Panel>
	);
});

function titleOf(snapshot: Snapshot | undefined, shown: number, filter: string): string {
	if (snapshot === undefined) {
		return 'Workers';
	}

	const {workers, bounds: {minWorkers, maxWorkers}} = snapshot;
	return filter === '' ? `Workers ${headcount(snapshot)} of ${minWorkers}–${maxWorkers}` : `Workers ${shown} of ${workers.length} · /${filter}`;
}

function Heading({children}: PropsWithChildren): ReactNode {
	const {text, isSorted} = markedHeading(textOf(children));
	return <StyledText text={text} tone={isSorted ? 'accent' : 'faint'}/>;
}

function Cell({children}: PropsWithChildren): ReactNode {
	return <StyledText {...markedCell(textOf(children))}/>;
}

function textOf(children: ReactNode): string {
	return typeof children === 'string' ? children : '';
}

/** No rules: ink-table would draw one after every row. It takes no null for that. */
function Skeleton(): ReactNode {
	return [];
}
