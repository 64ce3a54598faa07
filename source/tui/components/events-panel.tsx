import {memo, type ReactNode} from 'react';
import type {EventLevel, LoggedEvent} from '../../engine/snapshot.js';
import {timeOfDay} from '../format.js';
import {panelFrame} from '../layout.js';
import {
	cut, harmless, left, widthOf,
} from '../text.js';
import {span, type Line, type Tone} from '../theme.js';
import {Panel} from './panel.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly events: readonly LoggedEvent[];

	/** What the sink fails with just now: stays on top until it is over. */
	readonly problem: string | undefined;
	readonly width: number;
	readonly rows: number;
};

/** What has happened, the newest first. */
export const EventsPanel = memo(({events, problem, width, rows}: Properties): ReactNode => {
	const pinned = problem === undefined ? [] : [problemLine(problem, width - panelFrame)];
	const room = Math.max(0, rows - pinned.length);
	const newest = events.slice(Math.max(0, events.length - room)).toReversed();
	return (
		<Panel title='Events' width={width} rows={rows}>
			<StyledLines lines={[...pinned, ...newest.map(event => eventLine(event, width - panelFrame))]}/>
		</Panel>
	);
});

function problemLine(problem: string, width: number): Line {
	return [span(left(`✕ sink: ${harmless(problem)}`, width), 'danger')];
}

/** Time, who, what, and the evidence where it has room. */
export function eventLine({at, level, source, message, detail}: LoggedEvent, width: number): Line {
	const {glyph, tone} = levels[level];
	const room = width - 20;
	const text = cut(harmless(message), room);
	const rest = room - Math.max(widthOf(text), Math.min(40, Math.floor(room * 0.6)));
	const evidence = detail === undefined || rest < 8 ? '' : cut(harmless(detail), rest - 2);
	return [
		span(`${timeOfDay(at)} `, 'faint'),
		span(left(source, 9), source === 'you' ? 'accent' : 'faint'),
		span(`${glyph} `, tone),
		span(text, level === 'info' ? 'plain' : tone),
		...(evidence === '' ? [] : [span(`${' '.repeat(room - rest - widthOf(text) + 2)}${evidence}`, 'faint')]),
	];
}

const levels: Readonly<Record<EventLevel, {readonly glyph: string; readonly tone: Tone}>> = {
	info: {glyph: '·', tone: 'faint'},
	warning: {glyph: '▲', tone: 'warning'},
	error: {glyph: '✕', tone: 'danger'},
};
