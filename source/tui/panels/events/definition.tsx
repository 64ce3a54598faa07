import type {Snapshot} from '../../../contract/snapshot.js';
import {filterOf} from '../../state/view.js';
import type {PanelDefinition} from '../panel-definition.js';
import {scroll} from './event-pages.js';
import {EventsPanel} from './events-panel.js';

/** What the sink fails with. What a fault does that is set is told where the fault is. */
function problemOf(snapshot: Snapshot | undefined): string | undefined {
	return snapshot?.sink.fault.kind === 'none' ? snapshot.sink.problem : undefined;
}

export const eventsPanel: PanelDefinition = {
	name: 'events',
	band: 'bottom',
	columns: () => 'rest',
	draw({state: {view}, data: {events, snapshot}}, place) {
		return <EventsPanel events={events} filter={filterOf(view, 'events')} top={view.top} problem={problemOf(snapshot)} sink={snapshot?.sink.name ?? ''} {...place}/>;
	},
	focus: {
		hint: '↑↓ scroll, / filters, enter shows them in full', isFiltered: true, isZoomable: true, move: scroll,
	},
};
