import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../engine/snapshot.js';
import {drainLines} from '../lines/drain-progress.js';
import {gaugeLines} from '../lines/gauges.js';
import type {Verdict} from '../insight/insight.js';
import {bottleneckNote, markBottleneck, wholeVerdictLines} from '../insight/lines.js';
import {panelFrame} from '../lines/layout.js';
import {panelTitle, panelTone} from '../lines/panel-title.js';
import {span, type Line} from '../looks/theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly verdict: Verdict;

	/** The end of the rates' axis. */
	readonly axis: number;

	/** Records that were inside when the drain began. */
	readonly drainTotal: number;
	readonly isFocused: boolean;

	/** Whether the verdict stands below the gauges. */
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** Longer bars would say no more. */
const widest = 100;

/** How the flow goes, and while the pipeline drains, what is left. */
export const GaugesPanel = memo(({snapshot, verdict, axis, drainTotal, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const isDraining = snapshot?.state === 'draining';
	const inner = Math.min(width - panelFrame, widest);
	const flow = (): readonly Line[] => snapshot === undefined ? [[span('starting: figures come in a moment', 'faint')]] : markBottleneck(gaugeLines(snapshot, axis, inner, rows), verdict.kind);
	const below = (): readonly Line[] => isZoomed ? [[], ...wholeVerdictLines(verdict, inner)] : [];
	const lines = snapshot !== undefined && isDraining ? drainLines(snapshot, drainTotal, inner) : [...flow(), ...below()];
	return (
		<Panel
			title={panelTitle(isDraining ? 'Draining' : 'Flow', isFocused)}
			note={isDraining ? [] : bottleneckNote(verdict.kind)}
			tone={isDraining ? 'warning' : panelTone(isFocused)}
			width={width}
			rows={rows}
		>
			<StyledLines lines={lines.slice(0, rows)}/>
		</Panel>
	);
});
