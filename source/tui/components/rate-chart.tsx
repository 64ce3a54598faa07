import {memo, useContext, type ReactNode} from 'react';
import type {Snapshot} from '../../engine/snapshot.js';
import {
	gutter, plotRates, plotUsage, secondsPerColumn, timeAxis,
} from '../chart.js';
import {duration} from '../format.js';
import {columnsOf, type History} from '../history.js';
import {panelFrame} from '../layout.js';
import {span, type Line} from '../theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';
import {themeContext} from './theme-context.js';

type Properties = {
	readonly history: History;
	readonly snapshot: Snapshot | undefined;
	readonly width: number;
	readonly rows: number;
};

/** The rates of the last minute, and on a high screen how full the queue was. */
export const RateChart = memo(({history, snapshot, width, rows}: Properties): ReactNode => {
	const {isColoured} = useContext(themeContext);
	const count = width - panelFrame - gutter;
	const seconds = secondsPerColumn(count);
	const columns = columnsOf(history, Math.min(count, Math.max(Math.floor(60 / seconds), count)), seconds);
	const hasUsage = rows >= 9;
	const lines: readonly Line[] = [
		...plotRates(columns, rows - (hasUsage ? 2 : 1), isColoured),
		...(hasUsage ? [plotUsage(columns)] : []),
		timeAxis(columns, count * seconds),
	];
	return (
		<Panel title={`Rate /s · ${count * seconds} s`} note={noteOf(snapshot, isColoured, width)} width={width} rows={rows}>
			<StyledLines lines={lines}/>
		</Panel>
	);
});

/** The spike while there is one, else what the colours mean. */
function noteOf(snapshot: Snapshot | undefined, isColoured: boolean, width: number): Line {
	const spike = snapshot?.producer.spike;
	if (spike === undefined) {
		const legend = [span('█', 'outgoing'), span(' out ', 'faint'), span(isColoured ? '█' : '░', 'incoming'), span(' in ahead', 'faint')];
		return isColoured && width >= 60 ? [...legend, span(' █', 'catchingUp'), span(' catching up', 'faint')] : legend;
	}

	return [span(`▲ spike ×${spike.factor} ${duration(Math.ceil(spike.remaining / 1000) * 1000)}`, 'warning')];
}
