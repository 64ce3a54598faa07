import {memo, type ReactNode} from 'react';
import type {Snapshot} from '../../engine/snapshot.js';
import {drainLines} from '../drain-progress.js';
import {gaugeLines} from '../gauges.js';
import {panelFrame} from '../layout.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;

	/** The end of the rates' axis. */
	readonly axis: number;

	/** Records that were inside when the drain began. */
	readonly drainTotal: number;
	readonly width: number;
	readonly rows: number;
};

/** How the flow goes, and while the pipeline drains, what is left. */
export const GaugesPanel = memo(({snapshot, axis, drainTotal, width, rows}: Properties): ReactNode => {
	const isDraining = snapshot?.state === 'draining';
	const inner = width - panelFrame;
	const lines = snapshot === undefined ? [] : (isDraining ? drainLines(snapshot, drainTotal, inner) : gaugeLines(snapshot, axis, inner, rows));
	return (
		<Panel title={isDraining ? 'Draining' : 'Flow'} tone={isDraining ? 'warning' : 'border'} width={width} rows={rows}>
			<StyledLines lines={lines.slice(0, rows)}/>
		</Panel>
	);
});
