import type {PanelDefinition} from '../panel-definition.js';
import {HistogramPanel} from './histogram-panel.js';

export const histogramPanel: PanelDefinition = {
	name: 'latency',
	band: 'bottom',
	columns: ({columns}, {bottomRows}) => columns >= 160 && bottomRows >= 8 ? 52 : 0,
	draw: ({data}, place) => <HistogramPanel distribution={data.sampled?.distribution} {...place}/>,
	focus: {hint: 'enter shows it in full', isFiltered: false, isZoomable: true},
};
