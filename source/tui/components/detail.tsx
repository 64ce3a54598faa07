import {memo, type ReactNode} from 'react';
import {Box} from 'ink';
import type {Chart} from '../../engine/facade.js';
import type {Snapshot} from '../../engine/snapshot.js';
import {histogramLines} from '../detail/histogram.js';
import {liveStates} from '../detail/live-states.js';
import {factLines} from '../detail/machine-facts.js';
import {chartLines} from '../detail/statechart.js';
import {noTransitionLine, transitionLines} from '../detail/transitions.js';
import {layoutOf, panelFrame} from '../lines/layout.js';
import type {Detail as DetailOf} from '../state/screen-state.js';
import {span, type Line} from '../looks/theme.js';
import {HistogramPanel} from './histogram-panel.js';
import {LinesPanel} from './lines-panel.js';

type Properties = {
	readonly detail: DetailOf;
	readonly snapshot: Snapshot | undefined;
	readonly charts: readonly Chart[];
	readonly width: number;
	readonly height: number;
};

/** Rows of the longest statechart. */
const chartRows = 16;

/** Rows from which on a histogram says something. */
const leastHistogram = 5;

/** One machine: its statechart with the live states lit, what it has in hand, and its last transitions. On a large screen also how long records take. */
export const Detail = memo(({detail, snapshot, charts, width, height}: Properties): ReactNode => {
	const {machine, id} = detail;
	const chart = charts.find(({id}) => id === machine);
	const watched = snapshot?.watched?.machine === machine && snapshot.watched.id === id ? snapshot.watched : undefined;
	const name = machine === 'worker' ? `Worker ${id ?? '–'}` : machine.charAt(0).toUpperCase() + machine.slice(1);
	const drawn = (inner: number): readonly Line[] => chart === undefined || snapshot === undefined ? [] : chartLines(chart, liveStates(detail, snapshot), inner);
	const transitions = watched?.transitions ?? [];
	const told = (inner: number): readonly Line[] => [
		...(snapshot === undefined ? [] : factLines(detail, snapshot, inner)),
		[],
		[span('last transitions', 'faint')],
		...(transitions.length === 0 ? [noTransitionLine(machine, watched !== undefined, inner)] : transitionLines(transitions, inner)),
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
			? [[], [span('in to out, the last 10 to 20 s', 'faint')], ...histogramLines(snapshot?.distribution, inner, free)]
			: [];
		return (
			<Box flexShrink={0}>
				<LinesPanel title='States' lines={drawn(chartWidth - panelFrame)} width={chartWidth} rows={rows}/>
				<LinesPanel title={name} note={hint} lines={[...lines, ...times]} width={width - chartWidth} rows={rows}/>
			</Box>
		);
	}

	const {chartWidth, gaugesWidth} = layoutOf({columns: width, rows: height + 2}, 10);
	const topRows = chartRows;
	const bottomRows = height - topRows - 4;
	return (
		<>
			<LinesPanel title={`${name} · statechart`} note={hint} lines={drawn(width - panelFrame)} width={width} rows={topRows}/>
			<Box flexShrink={0}>
				<LinesPanel title={name} lines={told(chartWidth - panelFrame)} width={chartWidth} rows={bottomRows}/>
				<HistogramPanel distribution={snapshot?.distribution} width={gaugesWidth} rows={bottomRows}/>
			</Box>
		</>
	);
});
