import {memo, type ReactNode} from 'react';
import type {CountedEvent} from '../../state/folded-events.js';
import {panelFrame} from '../../state/layout.js';
import {problemRows} from '../../format/problem-rows.js';
import {panelTitle, panelTone} from '../panel-title.js';
import {nothingMatches} from '../../state/selection.js';
import {span, type Row} from '../../theme/theme.js';
import {Panel} from '../panel.js';
import {StyledRows} from '../styled-rows.js';
import {
	oneRowRoom, newestFirst, pageAt, wholeRoom, type Page,
} from './event-pages.js';
import {eventRow, wholeEventRows} from './event-rows.js';

type Properties = {
	readonly events: readonly CountedEvent[];
	readonly filter: string;

	/** The id of the event that is read at the top; `undefined` is the newest. */
	readonly top: number | undefined;

	/** The sink's present problem. It stays on top until it is over. */
	readonly problem: string | undefined;
	readonly sink: string;
	readonly isFocused: boolean;

	/** Whether each event has as many rows as it takes. */
	readonly isZoomed: boolean;
	readonly width: number;
	readonly rows: number;
};

/** What has happened, the newest first. */
export const EventsPanel = memo(({events, filter, top, problem, sink, isFocused, isZoomed, width, rows}: Properties): ReactNode => {
	const inner = width - panelFrame;
	const pinned = problemRows({name: sink, problem}, inner, isZoomed);
	const list = newestFirst(events, filter);
	const free = Math.max(0, rows - pinned.length);
	const page = pageAt(list, top, isZoomed ? wholeRoom(inner, free) : oneRowRoom(free));
	const shown = list.slice(page.first, page.first + page.count);
	const lines = shown.flatMap(event => isZoomed ? wholeEventRows(event, inner) : [eventRow(event, inner)]);
	const empty = list.length === 0 ? [filter === '' ? span('no event yet', 'faint') : span(nothingMatches('event', filter), 'warning')] : [];
	return (
		<Panel
			title={panelTitle(filter === '' ? 'Events' : `Events ${list.length} of ${events.length} · /${filter}`, isFocused)}
			note={noteOf(page, list.length, isFocused, isZoomed)}
			tone={panelTone(isFocused)}
			width={width}
			rows={rows}
		>
			<StyledRows lines={[...pinned, ...lines, empty].slice(0, rows)}/>
		</Panel>
	);
});

/** Says which events are shown, unless all are, and how to leave the full panel. */
function noteOf({first, count}: Page, total: number, isFocused: boolean, isZoomed: boolean): Row {
	const isPart = count < total && (isFocused || first > 0);
	return [
		...(isPart ? [span(`${first + 1}–${first + count} of ${total} ↑↓`, first > 0 ? 'warning' : 'faint')] : []),
		...(isZoomed ? [span(isPart ? ' · esc back' : 'esc back', 'faint')] : []),
	];
}
