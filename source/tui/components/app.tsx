import {type ReactNode} from 'react';
import {Box} from 'ink';
import type {Chart} from '../../engine/facade.js';
import {axisOf} from '../lines/chart.js';
import {
	chartColumns, isTooSmall, layoutOf, type Layout,
} from '../lines/layout.js';
import {momentOf} from '../state/moment.js';
import {shownFeed, type ScreenState} from '../state/screen-state.js';
import {markedWorker} from '../state/selection.js';
import {timeView} from '../state/time-window.js';
import {Detail} from './detail.js';
import {EventsPanel} from './events-panel.js';
import {Footer} from './footer.js';
import {GaugesPanel} from './gauges-panel.js';
import {Help} from './help.js';
import {HistogramPanel} from './histogram-panel.js';
import {InsightLines} from './insight-lines.js';
import {LedgerPanel} from './ledger-panel.js';
import {QuestionBox} from './question-box.js';
import {RateChart} from './rate-chart.js';
import {SettingsPanel} from './settings-panel.js';
import {TitleBar} from './title-bar.js';
import {TooSmall} from './too-small.js';
import {WorkerTable} from './worker-table.js';
import {ZoomedPanel} from './zoomed-panel.js';

type Properties = {
	readonly state: ScreenState;

	/** The machines' definitions. */
	readonly charts: readonly Chart[];
};

/** The whole screen for a state. It only draws: keys and snapshots have made the state. */
export function App({state, charts}: Properties): ReactNode {
	const {size, overlay, notice, isLocked, cost} = state;
	const {columns, rows} = size;
	const {snapshot} = shownFeed(state);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			{isTooSmall(size)
				? <TooSmall {...size}/>
				: (
					<>
						<TitleBar snapshot={snapshot} moment={momentOf(state)} isLocked={isLocked} cost={cost} width={columns}/>
						<Middle state={state} charts={charts}/>
						<Footer
							notice={notice}
							isDraining={snapshot?.isLeaving === true}
							overlay={overlay}
							filter={overlay.kind === 'filter' ? state.view.filters[overlay.panel] : ''}
							width={columns}
						/>
						{overlay.kind === 'question' && <QuestionBox {...overlay} size={size}/>}
					</>
				)}
		</Box>
	);
}

function Middle({state, charts}: Properties): ReactNode {
	const {size: {columns, rows}, overlay, detail, view} = state;
	if (overlay.kind === 'help') {
		return <Help offset={overlay.offset} width={columns} rows={rows - 4}/>;
	}

	if (overlay.kind === 'settings') {
		return <SettingsPanel state={state} overlay={overlay} width={columns} rows={rows - 4}/>;
	}

	if (detail === undefined) {
		return view.isZoomed ? <ZoomedPanel state={state}/> : <Body state={state}/>;
	}

	return <Detail detail={detail} snapshot={shownFeed(state).snapshot} charts={charts} width={columns} height={rows - 2}/>;
}

function Body({state}: Pick<Properties, 'state'>): ReactNode {
	const {columns} = state.size;
	const {snapshot, sampled, trends, history, insight, drainTotal} = shownFeed(state);
	const layout = layoutOf(state.size, snapshot?.bounds.maxWorkers ?? 10);
	const {chartWidth, gaugesWidth, topRows, tableRows, hasInsight} = layout;
	const {window, focus, order, filters} = state.view;
	const moment = momentOf(state);
	const view = timeView(history, chartColumns(state.size), window, moment?.sample.second);
	const age = (state.feed.history.at(-1)?.second ?? 0) - (history.at(-1)?.second ?? 0);
	const axis = axisOf(view.columns);
	return (
		<>
			<Box flexShrink={0}>
				<RateChart view={view} window={window} moment={moment} age={age} snapshot={snapshot} width={chartWidth} rows={topRows}/>
				<GaugesPanel snapshot={snapshot} verdict={insight.verdict} axis={axis} drainTotal={drainTotal} isFocused={focus === 'flow'} isZoomed={false} width={gaugesWidth} rows={topRows}/>
			</Box>
			{hasInsight ? <InsightLines verdict={insight.verdict} width={columns}/> : null}
			<WorkerTable
				snapshot={sampled}
				trends={trends}
				order={order}
				filter={filters.workers}
				selected={markedWorker(state)?.id}
				isFocused={focus === 'workers'}
				width={columns}
				rows={tableRows}
			/>
			<BottomPanels state={state} layout={layout}/>
		</>
	);
}

/** The events, and beside them what there is room for: without room the ledger takes their place while it is in focus. */
function BottomPanels({state, layout}: Pick<Properties, 'state'> & {readonly layout: Layout}): ReactNode {
	const {size: {columns}, view: {focus, filters, top}} = state;
	const {snapshot, events} = shownFeed(state);
	const {bottomRows, histogramWidth, isWide} = layout;
	const ledgerWidth = isWide ? layout.ledgerWidth : columns;
	const eventsWidth = isWide ? columns - ledgerWidth - histogramWidth : columns;
	const eventsOf = {
		events, filter: filters.events, top, problem: snapshot?.sink.problem, sink: snapshot?.sink.name ?? '',
	};
	return (
		<Box flexShrink={0}>
			{isWide || focus !== 'ledger' ? <EventsPanel {...eventsOf} isFocused={focus === 'events'} isZoomed={false} width={eventsWidth} rows={bottomRows}/> : null}
			{histogramWidth > 0 ? <HistogramPanel distribution={snapshot?.distribution} width={histogramWidth} rows={bottomRows}/> : null}
			{isWide || focus === 'ledger' ? <LedgerPanel snapshot={snapshot} isFocused={focus === 'ledger'} isZoomed={false} width={ledgerWidth} rows={bottomRows}/> : null}
		</Box>
	);
}
