import type {PanelDefinition} from '../panel-definition.js';
import {RateChart} from './rate-chart.js';

export const ratesPanel: PanelDefinition = {
	name: 'rates',
	band: 'top',
	columns: () => 'rest',
	draw({state, data, moment, time}, place) {
		const age = (state.live.history.at(-1)?.second ?? 0) - (data.history.at(-1)?.second ?? 0);
		return <RateChart view={time()} window={state.view.window} moment={moment} age={age} snapshot={data.snapshot} {...place}/>;
	},
	focus: {hint: 'enter shows it in full, [ ] another time span', isFiltered: false, isZoomable: true},
};
