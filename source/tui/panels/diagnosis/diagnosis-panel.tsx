import {memo, type ReactNode} from 'react';
import {Box} from 'ink';
import type {Verdict} from '../../../diagnosis/verdict.js';
import {StyledRows} from '../styled-rows.js';
import {verdictRow, verdictRows} from './diagnosis-rows.js';

type Properties = {
	readonly verdict: Verdict;
	readonly width: number;
	readonly rows: number;
};

/** The evidence for the bottleneck, and the advice, in two rows, or as much of both as one has room for. */
export const DiagnosisPanel = memo(({verdict, width, rows}: Properties): ReactNode => (
	<Box flexDirection='column' width={width} height={rows} flexShrink={0}>
		<StyledRows lines={rows > 1 ? verdictRows(verdict, width) : [verdictRow(verdict, width)]}/>
	</Box>
));
