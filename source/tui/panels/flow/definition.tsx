import type {PanelDefinition} from '../panel-definition.js';
import {axisOf} from '../rates/chart-rows.js';
import {FlowPanel} from './flow-panel.js';

export const flowPanel: PanelDefinition = {
	name: 'flow',
	band: 'top',
	columns: (_, {gaugesWidth}) => gaugesWidth,
	draw: ({data: {snapshot, sampled, diagnosis, drainTotal}, time}, place) => <FlowPanel snapshot={snapshot} figures={sampled} verdict={diagnosis.verdict} axis={axisOf(time().columns)} drainTotal={drainTotal} {...place}/>,
	focus: {hint: 'enter shows all of it', isFiltered: false, isZoomable: true},
};
