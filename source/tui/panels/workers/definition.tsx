import {markedWorker} from '../../state/selection.js';
import {filterOf} from '../../state/view.js';
import type {PanelDefinition} from '../panel-definition.js';
import {moveSelection, reverse, sort} from './worker-keys.js';
import {WorkerTable} from './worker-table.js';

export const workersPanel: PanelDefinition = {
	name: 'workers',
	band: 'table',
	columns: () => 'rest',
	draw({state, data: {sampled, trends}}, {isFocused, width, rows}) {
		return (
			<WorkerTable
				snapshot={sampled}
				trends={trends}
				order={state.view.order}
				filter={filterOf(state.view, 'workers')}
				selected={markedWorker(state)?.id}
				isFocused={isFocused}
				width={width}
				rows={rows}
			/>
		);
	},
	focus: {
		hint: '↑↓ select, / filters, 1–9 sort, enter opens', isFiltered: true, isZoomable: false, move: moveSelection,
	},
	keys: [
		{
			keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: '1–9', group: 'Panels', help: 'sort the workers by the nth column; again: reverse', footer: 'sort', acts: ({isDetail, isZoomed}) => !isDetail && !isZoomed, act: sort,
		},
		{
			keys: ['r'], shown: 'r', group: 'Panels', help: 'reverse the order of the workers', act: reverse,
		},
	],
};
