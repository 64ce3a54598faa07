import {memo, type ReactNode} from 'react';
import type {Distribution} from '../../../contract/latency.js';
import {panelFrame} from '../../state/layout.js';
import {panelTitle, panelTone, wayBack} from '../panel-title.js';
import {RowsPanel} from '../rows-panel.js';
import {histogramRows} from './histogram-rows.js';

type Properties = {
	readonly distribution: Distribution | undefined;
	readonly isFocused: boolean;
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** How long records take from the source to the sink's confirmation. */
export const HistogramPanel = memo(({distribution, isFocused, isZoomed, width, rows}: Properties): ReactNode => (
	<RowsPanel title={panelTitle('Latency, end to end, the last 10 to 20 s', isFocused)} note={isZoomed ? wayBack : undefined} tone={panelTone(isFocused)} lines={histogramRows(distribution, width - panelFrame, rows)} width={width} rows={rows}/>
));
