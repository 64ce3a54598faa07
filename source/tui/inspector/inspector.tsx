import {memo, type ReactNode} from 'react';
import {Box} from 'ink';
import type {MachineDefinition} from '../../contract/inspection.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {capitalise} from '../../text/format.js';
import {histogramRows} from '../panels/histogram/histogram-rows.js';
import {layoutOf, panelFrame} from '../state/layout.js';
import type {InspectorTarget} from '../state/screen-state.js';
import {span, type Row} from '../theme/theme.js';
import {HistogramPanel} from '../panels/histogram/histogram-panel.js';
import {RowsPanel} from '../panels/rows-panel.js';
import {noTransitionRow, transitionRows} from './transitions.js';
import {statechartRows} from './statechart.js';
import {factRows} from './machine-facts.js';
import {liveStates} from './live-states.js';

type Properties = {
	readonly target: InspectorTarget;
	readonly snapshot: Snapshot | undefined;
	readonly machineDefinitions: readonly MachineDefinition[];
	readonly width: number;
	readonly height: number;
};

/** Rows of the longest statechart. */
const statechartHeight = 16;

/** Rows from which on a histogram says something. */
const leastHistogram = 5;

/** One machine: its statechart with the live states lit, what it has in hand, and its last transitions. On a large screen also how long records take. */
export const Inspector = memo(({target, snapshot, machineDefinitions, width, height}: Properties): ReactNode => {
	const {machine, id} = target;
	const chart = machineDefinitions.find(({id}) => id === machine);
	const watched = snapshot?.inspected?.machine === machine && snapshot.inspected.id === id ? snapshot.inspected : undefined;
	const name = machine === 'worker' ? `Worker ${id ?? '–'}` : capitalise(machine);
	const drawn = (inner: number): readonly Row[] => chart === undefined || snapshot === undefined ? [] : statechartRows(chart, liveStates(target, snapshot), inner);
	const transitions = watched?.transitions ?? [];
	const told = (inner: number): readonly Row[] => [
		...(snapshot === undefined ? [] : factRows(target, snapshot, inner)),
		[],
		[span('last transitions', 'faint')],
		...(transitions.length === 0 ? [noTransitionRow(machine, watched !== undefined, inner)] : transitionRows(transitions, inner)),
	];
	const hint = [span('tab machine · ↑↓ worker · esc', 'faint')];
	if (width < 110 || height < 34) {
		const chartWidth = Math.max(26, Math.floor(width * 0.34));
		const rows = height - 2;
		const inner = width - chartWidth - panelFrame;
		const lines = told(inner);
		const free = rows - lines.length - 2;

		// The pipeline takes few transitions: below them there is always room.
		const times = machine === 'pipeline' && free >= leastHistogram
			? [[], [span('latency, end to end, the last 10 to 20 s', 'faint')], ...histogramRows(snapshot?.distribution, inner, free)]
			: [];
		return (
			<Box flexShrink={0}>
				<RowsPanel title='States' lines={drawn(chartWidth - panelFrame)} width={chartWidth} rows={rows}/>
				<RowsPanel title={name} note={hint} lines={[...lines, ...times]} width={width - chartWidth} rows={rows}/>
			</Box>
		);
	}

	const {chartWidth, gaugesWidth} = layoutOf({columns: width, rows: height + 2}, 10);
	const topRows = statechartHeight;
	const bottomRows = height - topRows - 4;
	return (
		<>
			<RowsPanel title={`${name} · statechart`} note={hint} lines={drawn(width - panelFrame)} width={width} rows={topRows}/>
			<Box flexShrink={0}>
				<RowsPanel title={name} lines={told(chartWidth - panelFrame)} width={chartWidth} rows={bottomRows}/>
				<HistogramPanel isFocused={false} isZoomed={false} distribution={snapshot?.distribution} width={gaugesWidth} rows={bottomRows}/>
			</Box>
		</>
	);
});
