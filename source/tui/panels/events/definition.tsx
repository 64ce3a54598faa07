import {filterOf} from '../../state/view.js';
import type {PanelDefinition} from '../panel-definition.js';
import {scroll} from './event-pages.js';
import {EventsPanel} from './events-panel.js';

export const eventsPanel: PanelDefinition = {
	name: 'events',
	band: 'bottom',
	columns: () => 'rest',
	draw({state: {view}, data: {events, snapshot}}, place) {
		return <EventsPanel events={events} filter={filterOf(view, 'events')} top={view.top} problem={snapshot?.sink.problem} sink={snapshot?.sink.name ?? ''} {...place}/>;
	},
	focus: {
		hint: '↑↓ scroll, / filters, enter shows them in full', isFiltered: true, isZoomable: true, move: scroll,
	},
};
