import {memo, type ReactNode} from 'react';
import {Box} from 'ink';
import type {Verdict} from '../../../diagnosis/diagnosis.js';
import {StyledRows} from '../styled-rows.js';
import {verdictRows} from './diagnosis-rows.js';

type Properties = {
	readonly verdict: Verdict;
	readonly width: number;
};

/** The evidence for the bottleneck, and the advice, in two rows. */
export const DiagnosisPanel = memo(({verdict, width}: Properties): ReactNode => (
	<Box flexDirection='column' width={width} height={2} flexShrink={0}>
		<StyledRows lines={verdictRows(verdict, width)}/>
	</Box>
));
