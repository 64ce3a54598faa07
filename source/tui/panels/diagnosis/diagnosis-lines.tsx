import {memo, type ReactNode} from 'react';
import {Box} from 'ink';
import type {Verdict} from '../../../diagnosis/diagnosis.js';
import {StyledLines} from '../styled-lines.js';
import {verdictLines} from './diagnosis-rows.js';

type Properties = {
	readonly verdict: Verdict;
	readonly width: number;
};

/** The evidence for the bottleneck, and the advice, in two rows. */
export const DiagnosisLines = memo(({verdict, width}: Properties): ReactNode => (
	<Box flexDirection='column' width={width} height={2} flexShrink={0}>
		<StyledLines lines={verdictLines(verdict, width)}/>
	</Box>
));
