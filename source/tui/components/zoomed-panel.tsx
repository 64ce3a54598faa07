import {type ReactNode} from 'react';
import {axisOf} from '../lines/chart.js';
import {chartColumns, zoomedRows} from '../lines/layout.js';
import {shownFeed, type ScreenState} from '../state/screen-state.js';
import {timeView} from '../state/time-window.js';
import {EventsPanel} from './events-panel.js';
import {GaugesPanel} from './gauges-panel.js';
import {LedgerPanel} from './ledger-panel.js';

type Properties = {
	readonly state: ScreenState;
};

/** The panel in focus, as large as the body. */
export function ZoomedPanel({state}: Properties): ReactNode {
	const {size, view: {focus, filters, top, window}} = state;
	const {snapshot, history, insight, events, drainTotal} = shownFeed(state);
	const place = {
		isFocused: true, isZoomed: true, width: size.columns, rows: zoomedRows(size),
	};
	switch (focus) {
		case 'flow': {
			const axis = axisOf(timeView(history, chartColumns(size), window, undefined).columns);
			return <GaugesPanel snapshot={snapshot} verdict={insight.verdict} axis={axis} drainTotal={drainTotal} {...place}/>;
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
