import {memo, type ReactNode} from 'react';
import type {PipelineState, Snapshot} from '../../engine/snapshot.js';
import {
	compact, percent, perSecond, stopwatch,
} from '../format.js';
import {figuresOf} from '../history.js';
import type {Moment} from '../moment.js';
import {ago} from '../time-window.js';
import {
	harmless, left, right, widthOf,
} from '../text.js';
import {span, type Line, type Look} from '../theme.js';
import {StyledLines} from './styled-lines.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;

	/** What is looked at on a frozen screen. */
	readonly moment: Moment | undefined;
	readonly isLocked: boolean;
	readonly width: number;
};

export const TitleBar = memo(({snapshot, moment, isLocked, width}: Properties): ReactNode => <StyledLines lines={[titleLine(snapshot, moment, isLocked, width)]}/>);

/** State, time and the figures that matter most; what a narrow screen has no room for goes, but never the lost records. */
export function titleLine(snapshot: Snapshot | undefined, moment: Moment | undefined, isLocked: boolean, width: number): Line {
	const look = moment === undefined ? looks[snapshot?.state ?? 'starting'] : frozenLook(moment);
	const head: Line = [
		span(width < 66 ? ' ' : ' millrace ', 'accent'),
		span(`${look.glyph} ${look.word.padEnd(8)} `, look.tone),
		...(isLocked ? [span('⊘ locked ', 'warning')] : []),
		span(stopwatch(moment === undefined ? snapshot?.elapsed ?? 0 : moment.sample.second * 1000), 'strong'),
	];
	if (snapshot === undefined) {
		return head;
	}

	const {lost, source, sink} = snapshot;
	const {produced, processed, usage, workers} = moment?.sample ?? figuresOf(snapshot);
	const tail: Line = [span('  lost ', 'faint'), lost === 0 ? span('0') : span(`✕ ${compact(Math.abs(lost))}`, 'danger')];
	const optional: readonly Line[] = [
		figure('in', perSecond(produced), 7),
		figure('out', perSecond(processed), 7),
		figure('queue', percent(usage), 4),
		figure('workers', String(workers), 2),
	];
	const middle: Line[] = [];
	for (const part of optional) {
		if (lengthOf([...head, ...middle.flat(), ...part, ...tail]) <= width) {
			middle.push(part);
		}
	}

	const line = [...head, ...middle.flat(), ...tail];
	const names = `${harmless(source.name)} → ${harmless(sink.name)} `;
	const room = width - lengthOf(line);
	return room >= widthOf(names) + 2 ? [...line, span(right(names, room), 'faint')] : line;
}

const looks: Readonly<Record<PipelineState, Look>> = {
	starting: {glyph: '○', word: 'starting', tone: 'waiting'},
	running: {glyph: '●', word: 'running', tone: 'good'},
	draining: {glyph: '▽', word: 'draining', tone: 'warning'},
	stopped: {glyph: '■', word: 'stopped', tone: 'plain'},
	aborted: {glyph: '✕', word: 'aborted', tone: 'danger'},
};

function frozenLook({age}: Moment): Look {
	return {glyph: '‖', word: `FROZEN ${left(ago(age), 5)}`, tone: 'warning'};
}

function figure(label: string, value: string, width: number): Line {
	return [span(`  ${label} `, 'faint'), span(right(value, width))];
}

function lengthOf(line: Line): number {
	return line.reduce((sum, {text}) => sum + widthOf(text), 0);
}
