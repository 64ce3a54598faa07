import {memo, type ReactNode} from 'react';
import type {Distribution} from '../../engine/snapshot.js';
import {histogramLines} from '../detail/histogram.js';
import {panelFrame} from '../lines/layout.js';
import {LinesPanel} from './lines-panel.js';

type Properties = {
	readonly distribution: Distribution | undefined;
	readonly width: number;
	readonly rows: number;
};

/** How long records take from the source to the sink's confirmation. */
export const HistogramPanel = memo(({distribution, width, rows}: Properties): ReactNode => (
	<LinesPanel title='In to out' lines={histogramLines(distribution, width - panelFrame, rows)} width={width} rows={rows}/>
));
