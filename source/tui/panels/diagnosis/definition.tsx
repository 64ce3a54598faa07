import type {PanelDefinition} from '../panel-definition.js';
import {DiagnosisPanel} from './diagnosis-panel.js';

export const diagnosisPanel: PanelDefinition = {
	name: 'diagnosis',
	band: 'verdict',
	columns: () => 'rest',
	draw: ({data}, {width, rows}) => <DiagnosisPanel verdict={data.diagnosis.verdict} width={width} rows={rows}/>,
};
