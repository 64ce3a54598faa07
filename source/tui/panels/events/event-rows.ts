import type {EventLevel, LoggedEvent} from '../../../contract/event.js';
import {evidenceOf} from '../../state/undo.js';
import {span, type Row, type Tone} from '../../theme/theme.js';
import {duration, grouped, timeOfDay} from '../../../text/format.js';
import {cut, left, widthOf} from '../../../text/columns.js';
import {sanitize} from '../../../text/sanitize.js';
import {widthOfRow} from '../../format/row-width.js';
import {wrapWhole} from '../../../text/wrap.js';
import type {CountedEvent} from '../../state/folded-events.js';

/** From this width on a line has room for the level in a word. */
const roomy = 90;

/** An event in a line: time, source, level, message and evidence. The evidence stands in a column where it fits there, else further left. Text is cut only where the line has no room at all. */
export function eventRow(event: CountedEvent, width: number, hasWord = width >= roomy): Row {
	const head = headOf(event, hasWord);
	const room = width - widthOfRow(head);
	const times = timesOf(event);
	const text = `${cut(sanitize(event.message), room - widthOf(times))}${times}`;
	const evidence = sanitize(evidenceOf(event));
	const column = Math.min(40, Math.floor(room * 0.6)) + 2;
	const least = widthOf(text) + 2;
	const at = Math.max(least, Math.min(column, room - widthOf(evidence)));
	const shown = room - at < 6 ? '' : cut(evidence, room - at);
	return [...head, span(left(text, Math.min(at, room)), toneOf(event)), span(shown, 'faint')];
}

/** An event in as many lines as it takes to cut nothing. */
export function wholeEventRows(event: CountedEvent, width: number): readonly Row[] {
	const head = headOf(event, true);
	const indent = widthOfRow(head);
	const room = width - indent;
	const message = `${sanitize(event.message)}${timesOf(event)}`;
	const evidence = sanitize(evidenceOf(event));
	if (widthOf(message) + 2 + widthOf(evidence) <= room) {
		return [eventRow(event, width, true)];
	}

	const lines = [
		...wrapWhole(message, room).map(text => span(text, toneOf(event))),
		...(evidence === '' ? [] : wrapWhole(evidence, room).map(text => span(text, 'faint'))),
	];
	return lines.map((line, index) => index === 0 ? [...head, line] : [span(' '.repeat(indent)), line]);
}

/** How often, and in which time. */
function timesOf({count, firstAt, at}: CountedEvent): string {
	return count === 1 ? '' : ` ×${grouped(count)} in ${duration((at - firstAt) / 1000)}`;
}

function headOf({at, level, source}: LoggedEvent, hasWord: boolean): Row {
	const {glyph, tone} = levels[level];
	return [
		span(`${timeOfDay(at)} `, 'faint'),
		span(left(source, 9), source === 'you' ? 'accent' : 'faint'),
		span(hasWord ? left(`${glyph} ${level}`, 10) : `${glyph} `, tone),
	];
}

function toneOf({level}: LoggedEvent): Tone {
	return level === 'info' ? 'plain' : levels[level].tone;
}

const levels: Readonly<Record<EventLevel, {readonly glyph: string; readonly tone: Tone}>> = {
	info: {glyph: '·', tone: 'faint'},
	warning: {glyph: '▲', tone: 'warning'},
	error: {glyph: '✕', tone: 'danger'},
};
