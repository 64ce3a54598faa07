import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../engine/snapshot.js';
import {drainLines} from '../drain-progress.js';
import {gaugeLines} from '../gauges.js';
import type {BottleneckKind} from '../insight/bottleneck.js';
import {bottleneckNote, markBottleneck} from '../insight/lines.js';
import {panelFrame} from '../layout.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;
	readonly bottleneck: BottleneckKind;

	/** The end of the rates' axis. */
	readonly axis: number;

	/** Records that were inside when the drain began. */
	readonly drainTotal: number;
	readonly width: number;
	readonly rows: number;
};

/** How the flow goes, and while the pipeline drains, what is left. */
export const GaugesPanel = memo(({snapshot, bottleneck, axis, drainTotal, width, rows}: Properties): ReactNode => {
	const isDraining = snapshot?.state === 'draining';
	const inner = width - panelFrame;
	const lines = snapshot === undefined ? [] : (isDraining ? drainLines(snapshot, drainTotal, inner) : markBottleneck(gaugeLines(snapshot, axis, inner, rows), bottleneck));
	return (
		<Panel title={isDraining ? 'Draining' : 'Flow'} note={isDraining ? [] : bottleneckNote(bottleneck)} tone={isDraining ? 'warning' : 'border'} width={width} rows={rows}>
			<StyledLines lines={lines.slice(0, rows)}/>
		</Panel>
	);
});
