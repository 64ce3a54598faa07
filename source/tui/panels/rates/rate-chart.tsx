import {memo, useContext, type ReactNode} from 'react';
import type {Snapshot} from '../../../contract/snapshot.js';
import {duration} from '../../../text/format.js';
import {panelFrame} from '../../state/layout.js';
import type {Moment} from '../../state/moment.js';
import {
	ago, axisLabels, filledFromLeft, type TimeView,
} from '../../state/time-window.js';
import {span, type Row} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {themeContext} from '../../theme/theme-context.js';
import {figuresRow} from './figures-row.js';
import {timeAxis} from './time-axis.js';
import {plotRates, plotUsage} from './chart-rows.js';

type Properties = {
	readonly view: TimeView;

	/** What is looked at on a frozen screen. */
	readonly moment: Moment | undefined;

	/** Seconds since the end of what is shown. */
	readonly age: number;
	readonly snapshot: Snapshot | undefined;
	readonly width: number;
	readonly rows: number;
};

/** The rates over time, on a high screen how full the queue was, and the figures of the moment that is looked at. */
export const RateChart = memo(({view, moment, age, snapshot, width, rows}: Properties): ReactNode => {
	const {isColoured} = useContext(themeContext);
	const filled = filledFromLeft(view);
	const {columns, cursor} = filled;
	const hasUsage = rows >= 9;
	const figures = moment === undefined ? [] : [figuresRow(moment.sample, width - panelFrame)];
	const lines: readonly Row[] = [
		...plotRates(columns, {rows: rows - (hasUsage ? 2 : 1) - figures.length, isColoured, cursor}),
		...(hasUsage ? [plotUsage(columns)] : []),
		timeAxis(columns, axisLabels(filled, age), cursor, filled.end),
		...figures,
	];
	return (
		<Panel title={`Rate /s · ${duration((view.from - view.to) * 1000)}`} note={moment === undefined ? noteOf(snapshot, isColoured, width) : momentNote(moment)} width={width} rows={rows}>
			<StyledRows lines={lines}/>
		</Panel>
	);
});

/** Says how far back the moment lies, and whether only the chart shows it while the other panels stand still. */
function momentNote({age, isOnlyInChart}: Moment): Row {
	return [span(`${isOnlyInChart ? 'chart only ' : ''}${ago(age)} ←→`, 'warning')];
}

/** The spike while there is one, else what the colours mean. */
function noteOf(snapshot: Snapshot | undefined, isColoured: boolean, width: number): Row {
	const spike = snapshot?.producer.spike;
	if (spike === undefined) {
		const legend = [span('█', 'outgoing'), span(' out ', 'faint'), span(isColoured ? '█' : '░', 'incoming'), span(' queue grows', 'faint')];
		return isColoured && width >= 66 ? [...legend, span(' █', 'catchingUp'), span(' queue shrinks', 'faint')] : legend;
	}

	return [span(`▲ spike ×${spike.factor} ${duration(Math.ceil(spike.remaining / 1000) * 1000)}`, 'warning')];
}
