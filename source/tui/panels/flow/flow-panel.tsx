import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../../contract/snapshot.js';
import {histogramLines} from '../histogram/histogram-rows.js';
import type {Verdict} from '../../../diagnosis/diagnosis.js';
import {bottleneckNote, markBottleneck, wholeVerdictLines} from '../diagnosis/diagnosis-rows.js';
import {panelFrame} from '../../state/layout.js';
import {panelTitle, panelTone} from '../panel-title.js';
import {span, type Line} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledLines} from '../styled-lines.js';
import {gaugeLines} from './gauge-rows.js';
import {drainLines} from './drain-rows.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
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
export const FlowPanel = memo(({snapshot, verdict, axis, drainTotal, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const isDraining = snapshot?.state === 'draining';
	const inner = Math.min(width - panelFrame, widest);
	const flow = (): readonly Line[] => snapshot === undefined ? [[span('starting: figures come in a moment', 'faint')]] : markBottleneck(gaugeLines(snapshot, axis, inner, rows), verdict.kind);
	const told = (): readonly Line[] => isZoomed ? [...flow(), [], ...wholeVerdictLines(verdict, inner)] : flow();
	const lines = snapshot !== undefined && isDraining ? drainLines(snapshot, drainTotal, inner) : told();
	const free = rows - lines.length - 2;
	const times = isZoomed && !isDraining && free >= leastHistogram ? [[], [span('in to out, the last 10 to 20 s', 'faint')], ...histogramLines(snapshot?.distribution, inner, free)] : [];
	return (
		<Panel
			title={panelTitle(isDraining ? 'Draining' : 'Flow', isFocused)}
			note={isDraining ? [] : bottleneckNote(verdict.kind)}
			tone={isDraining ? 'warning' : panelTone(isFocused)}
			width={width}
			rows={rows}
		>
			<StyledLines lines={[...lines, ...times].slice(0, rows)}/>
		</Panel>
	);
});
