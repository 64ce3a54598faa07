import {memo, useContext, type ReactNode} from 'react';
import type {Snapshot} from '../../../contract/snapshot.js';
import {duration} from '../../../text/format.js';
import {firstThatFits} from '../../../text/columns.js';
import {panelFrame} from '../../state/layout.js';
import type {Moment} from '../../state/moment.js';
import {
	ago, axisLabels, type TimeView, type TimeWindow, windowName,
} from '../../state/time-window.js';
import {span, type Row, type Span} from '../../theme/theme.js';
import {panelTitle, panelTone, wayBack} from '../panel-title.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {widthOfRow} from '../../format/row-width.js';
import {themeContext} from '../../theme/theme-context.js';
import {figuresRow} from './figures-row.js';
import {timeAxis} from './time-axis.js';
import {plotRates} from './chart-rows.js';
import {longestTime, plotTimes, plotUsage} from './stripes.js';

type Properties = {
	readonly view: TimeView;

	/** The most that is shown of a long run. */
	readonly window: TimeWindow;

	/** What is looked at on a frozen screen. */
	readonly moment: Moment | undefined;

	/** Seconds since the end of what is shown. */
	readonly age: number;
	readonly snapshot: Snapshot | undefined;
	readonly isFocused: boolean;
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** Rows from which on there is one for the figures of a moment, one for how full the queue was, and one for how long records took. */
const rowsWithFigures = 4;
const rowsWithUsage = 9;
const rowsWithTimes = 11;

/** The rates over time, on a high screen how full the queue was and how long records took, and the figures of the moment that is looked at. */
export const RateChart = memo(({view, window, moment, age, snapshot, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const {isColoured} = useContext(themeContext);
	const {columns, cursor, end, seconds} = view;
	const stripes = [
		...(rows >= rowsWithUsage ? [plotUsage(columns)] : []),
		...(rows >= rowsWithTimes ? [plotTimes(columns)] : []),
	];
	const figures = moment === undefined || rows < rowsWithFigures ? [] : [figuresRow(moment.sample, width - panelFrame)];
	const lines: readonly Row[] = [
		...plotRates(columns, {rows: rows - 1 - stripes.length - figures.length, isColoured, cursor}),
		...stripes,
		timeAxis(columns, axisLabels(view, age), cursor, end),
		...figures,
	];
	const alert = moment === undefined ? spikeNote(snapshot) : momentNote(moment);
	const told = alert ?? legend(columns, isColoured, {width, rows});
	const title = firstThatFits(titles(seconds, window).map(text => panelTitle(text, isFocused)), width - leastBorder - widthOfRow(alert ?? []));
	return (
		<Panel
			title={title}
			note={isZoomed ? [...told, span(' · ', 'faint'), ...wayBack] : told}
			tone={panelTone(isFocused)}
			width={width}
			rows={rows}
		>
			<StyledRows lines={lines}/>
		</Panel>
	);
});

/** The title, with what the chart spans, and while the run is too short for it, what was chosen. */
function titles(seconds: number, window: TimeWindow): readonly string[] {
	const title = 'Rate /s';
	const spanning = `${title} · ${duration(seconds * 1000)}`;
	return [...(seconds < window ? [`${spanning} of ${windowName(window)}`] : []), spanning, title];
}

/** Says how far back the moment lies, and whether only the chart shows it while the other panels stand still. */
function momentNote({age, isOnlyInChart}: Moment): Row {
	return [span(`${isOnlyInChart ? 'chart only ' : ''}${ago(age)} ←→`, 'warning')];
}

/** The spike, while there is one. */
function spikeNote(snapshot: Snapshot | undefined): Row | undefined {
	const spike = snapshot?.producer.spike;
	return spike && [span(`▲ spike ×${spike.factor} ${duration(Math.ceil(spike.remaining / 1000) * 1000)}`, 'warning')];
}

/** What the colours and the stripes mean, as far as there is room. */
function legend(columns: TimeView['columns'], isColoured: boolean, {width, rows}: Pick<Properties, 'width' | 'rows'>): Row {
	const time = longestTime(columns);
	const parts: readonly Row[] = [
		[span('█', 'outgoing'), span(' out ', 'faint'), span(isColoured ? '█' : '░', 'incoming'), span(' queue grows', 'faint')],
		isColoured ? [span(' █', 'catchingUp'), span(' queue shrinks', 'faint')] : [],
		rows >= rowsWithTimes && time > 0 ? [span(` · p99 up to ${duration(time)}`, 'faint')] : [],
	];
	const room = width - leastTitle;
	const shown: Span[] = [];
	for (const part of parts) {
		if (widthOfRow(shown) + widthOfRow(part) <= room) {
			shown.push(...part);
		}
	}

	return shown;
}

/** Columns of the border and the spaces in it, beside a title and a note. */
const leastBorder = 9;

/** Columns of the borders and the longest title beside a legend. */
const leastTitle = 40;
