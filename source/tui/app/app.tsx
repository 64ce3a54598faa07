import {type ReactNode} from 'react';
import {Box} from 'ink';
import type {MachineDefinition} from '../../contract/engine.js';
import {axisOf} from '../panels/rates/chart-rows.js';
import {
	chartColumns, isTooSmall, layoutOf, type Layout,
} from '../state/layout.js';
import {momentOf} from '../state/moment.js';
import {shownData, type ScreenState} from '../state/screen-state.js';
import {markedWorker} from '../state/selection.js';
import {timeView} from '../state/time-window.js';
import {Inspector} from '../inspector/inspector.js';
import {EventsPanel} from '../panels/events/events-panel.js';
import {FlowPanel} from '../panels/flow/flow-panel.js';
import {HistogramPanel} from '../panels/histogram/histogram-panel.js';
import {DiagnosisPanel} from '../panels/diagnosis/diagnosis-panel.js';
import {LedgerPanel} from '../panels/ledger/ledger-panel.js';
import {RateChart} from '../panels/rates/rate-chart.js';
import {SettingsPanel} from '../panels/settings/settings-panel.js';
import {WorkerTable} from '../panels/workers/worker-table.js';
import {QuestionBox} from './question-box.js';
import {Help} from './help.js';
import {TooSmall} from './too-small.js';
import {TitleBar} from './title-bar.js';
import {Footer} from './footer.js';
import {ZoomedPanel} from './zoomed-panel.js';

type Properties = {
	readonly state: ScreenState;

	/** The machines' definitions. */
	readonly machineDefinitions: readonly MachineDefinition[];
};

/** The whole screen for a state. It only draws: keys and snapshots have made the state. */
export function App({state, machineDefinitions}: Properties): ReactNode {
	const {size, overlay, notice, isLocked, cost} = state;
	const {columns, rows} = size;
	const {snapshot} = shownData(state);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			{isTooSmall(size)
				? <TooSmall {...size}/>
				: (
					<>
						<TitleBar snapshot={snapshot} moment={momentOf(state)} isLocked={isLocked} cost={cost} width={columns}/>
						<Middle state={state} machineDefinitions={machineDefinitions}/>
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

function Middle({state, machineDefinitions}: Properties): ReactNode {
	const {size: {columns, rows}, overlay, inspector, view} = state;
	if (overlay.kind === 'help') {
		return <Help offset={overlay.offset} width={columns} rows={rows - 4}/>;
	}

	if (overlay.kind === 'settings') {
		return <SettingsPanel state={state} overlay={overlay} width={columns} rows={rows - 4}/>;
	}

	if (inspector === undefined) {
		return view.isZoomed ? <ZoomedPanel state={state}/> : <Body state={state}/>;
	}

	return <Inspector target={inspector} snapshot={shownData(state).snapshot} machineDefinitions={machineDefinitions} width={columns} height={rows - 2}/>;
}

function Body({state}: Pick<Properties, 'state'>): ReactNode {
	const {columns} = state.size;
	const {snapshot, sampled, trends, history, diagnosis, drainTotal} = shownData(state);
	const layout = layoutOf(state.size, snapshot?.bounds.maxWorkers ?? 10);
	const {chartWidth, gaugesWidth, topRows, tableRows, hasDiagnosis} = layout;
	const {window, focus, order, filters} = state.view;
	const moment = momentOf(state);
	const view = timeView(history, chartColumns(state.size), window, moment?.sample.second);
	const age = (state.live.history.at(-1)?.second ?? 0) - (history.at(-1)?.second ?? 0);
	const axis = axisOf(view.columns);
	return (
		<>
			<Box flexShrink={0}>
				<RateChart view={view} window={window} moment={moment} age={age} snapshot={snapshot} width={chartWidth} rows={topRows}/>
				<FlowPanel snapshot={snapshot} verdict={diagnosis.verdict} axis={axis} drainTotal={drainTotal} isFocused={focus === 'flow'} isZoomed={false} width={gaugesWidth} rows={topRows}/>
			</Box>
			{hasDiagnosis ? <DiagnosisPanel verdict={diagnosis.verdict} width={columns}/> : null}
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
	const {snapshot, events} = shownData(state);
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
