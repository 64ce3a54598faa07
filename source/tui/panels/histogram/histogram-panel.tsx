import {memo, type ReactNode} from 'react';
import type {Distribution} from '../../../contract/latency.js';
import {panelFrame} from '../../state/layout.js';
import {RowsPanel} from '../rows-panel.js';
import {histogramRows} from './histogram-rows.js';

type Properties = {
	readonly distribution: Distribution | undefined;
	readonly width: number;
	readonly rows: number;
};

/** How long records take from the source to the sink's confirmation. */
export const HistogramPanel = memo(({distribution, width, rows}: Properties): ReactNode => (
	<RowsPanel title='Latency, end to end' lines={histogramRows(distribution, width - panelFrame, rows)} width={width} rows={rows}/>
));
