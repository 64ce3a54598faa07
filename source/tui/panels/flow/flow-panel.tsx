import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../../contract/snapshot.js';
import {histogramRows} from '../histogram/histogram-rows.js';
import type {Verdict} from '../../../diagnosis/verdict.js';
import {limitNote, markLimit, wholeVerdictRows} from '../diagnosis/diagnosis-rows.js';
import {firstThatFits} from '../../../text/columns.js';
import {panelFrame} from '../../state/layout.js';
import {panelTitle, panelTone} from '../panel-title.js';
import {span, type Row} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {gaugeRows} from './gauge-rows.js';
import {drainRows} from './drain-rows.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;

	/** The snapshot that figures come from: they move less often than what is drawn. */
	readonly figures: Snapshot | undefined;
	readonly verdict: Verdict;

	/** The end of the rates' axis. */
	readonly axis: number;

	/** Records that were inside when the drain began. */
	readonly drainTotal: number;
	readonly isFocused: boolean;

	/** Whether the verdict stands below the gauges, and where there is room how long records take. */
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** Longer bars would say no more. */
const widest = 100;

/** Rows from which on a histogram says something, and doesn't come and go as the verdict takes a line more or less. */
const leastHistogram = 10;

/** How the flow goes, and while the pipeline drains, what is left. */
export const FlowPanel = memo(({snapshot, figures, verdict, axis, drainTotal, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const isDraining = snapshot?.state === 'draining';
	const inner = Math.min(width - panelFrame, widest);
	const flow = (): readonly Row[] => snapshot === undefined
		? [[span(firstThatFits(['starting: figures come in a moment', 'starting'], inner), 'faint')]]
		: markLimit(gaugeRows(snapshot, verdict.limit, {axis, width: inner, rows}, figures), verdict.limit);
	const told = (): readonly Row[] => isZoomed ? [...flow(), [], ...wholeVerdictRows(verdict, inner)] : flow();
	const lines = snapshot !== undefined && isDraining ? drainRows(figures ?? snapshot, drainTotal, {width: inner, rows}) : told();
	const free = rows - lines.length - 2;
	const times = isZoomed && !isDraining && free >= leastHistogram ? [[], [span('latency, end to end, the last 10 to 20 s', 'faint')], ...histogramRows(figures?.distribution, inner, free)] : [];
	return (
		<Panel
			title={panelTitle(isDraining ? 'Draining' : 'Flow', isFocused)}
			note={isDraining ? [] : limitNote(verdict.limit)}
			tone={isDraining ? 'warning' : panelTone(isFocused)}
			width={width}
			rows={rows}
		>
			<StyledRows lines={[...lines, ...times].slice(0, rows)}/>
		</Panel>
	);
});
