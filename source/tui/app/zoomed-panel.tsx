import {type ReactNode} from 'react';
import {axisOf} from '../panels/rates/chart-rows.js';
import {chartColumns, zoomedRows} from '../state/layout.js';
import {shownData, type ScreenState} from '../state/screen-state.js';
import {timeView} from '../state/time-window.js';
import {EventsPanel} from '../panels/events/events-panel.js';
import {FlowPanel} from '../panels/flow/flow-panel.js';
import {LedgerPanel} from '../panels/ledger/ledger-panel.js';

type Properties = {
	readonly state: ScreenState;
};

/** The panel in focus, as large as the body. */
export function ZoomedPanel({state}: Properties): ReactNode {
	const {size, view: {focus, filters, top, window}} = state;
	const {snapshot, history, diagnosis, events, drainTotal} = shownData(state);
	const place = {
		isFocused: true, isZoomed: true, width: size.columns, rows: zoomedRows(size),
	};
	switch (focus) {
		case 'flow': {
			const axis = axisOf(timeView(history, chartColumns(size), window, undefined).columns);
			return <FlowPanel snapshot={snapshot} verdict={diagnosis.verdict} axis={axis} drainTotal={drainTotal} {...place}/>;
		}

		case 'ledger': {
			return <LedgerPanel snapshot={snapshot} {...place}/>;
		}

		case 'workers':
		case 'events': {
			return <EventsPanel events={events} filter={filters.events} top={top} problem={snapshot?.sink.problem} sink={snapshot?.sink.name ?? ''} {...place}/>;
		}
	}
}
