import {memo, type ReactNode} from 'react';
import {droppedOf} from '../../domain/ledger.js';
import type {PipelineState, Snapshot} from '../../contract/snapshot.js';
import {
	compact, percent, percentColumn, perSecond, stopwatch,
} from '../../text/format.js';
import {figuresOf} from '../state/history.js';
import {ago} from '../state/time-window.js';
import type {Moment} from '../state/moment.js';
import type {Limit} from '../../diagnosis/verdict.js';
import {sanitize} from '../../text/sanitize.js';
import {right, widthOf} from '../../text/columns.js';
import {widthOfRow} from '../format/row-width.js';
import {limitBadges, type Badge} from '../theme/badges.js';
import {span, type Row} from '../theme/theme.js';
import {StyledRows} from '../panels/styled-rows.js';

type Properties = {
	readonly snapshot: Snapshot | undefined;

	/** The snapshot that figures come from: they move less often than what is drawn. */
	readonly figures: Snapshot | undefined;

	/** What limits the flow: trouble takes the place of the state. */
	readonly limit: Limit;

	/** What is looked at on a frozen screen. */
	readonly moment: Moment | undefined;
	readonly isLocked: boolean;

	/** The screen's own share of a core, 0 to 1. */
	readonly cost: number;
	readonly width: number;
};

/** The top row. */
export const TitleBar = memo((properties: Properties): ReactNode => <StyledRows lines={[titleRow(properties)]}/>);

/** State, time and the figures that matter most. A narrow screen shows fewer figures, but always the lost records. */
function titleRow({snapshot, figures, limit, moment, isLocked, cost, width}: Properties): Row {
	const look = moment === undefined ? stateBadge(snapshot, limit) : pastBadge(moment);
	const head: Row = [
		span(width < 84 ? ' ' : ' millrace ', 'accent'),
		span(`${look.glyph} ${look.word.padEnd(9)} `, look.tone),
		...(isLocked ? [span('⊘ locked ', 'warning')] : []),
		span(stopwatch(moment === undefined ? snapshot?.elapsed ?? 0 : moment.sample.second * 1000), 'strong'),
	];
	if (snapshot === undefined) {
		return head;
	}

	const {lost, source, sink} = snapshot;
	const {produced, processed, usage, workers} = moment?.sample ?? figuresOf(figures ?? snapshot);
	const tail: Row = [...troubleOf(figures ?? snapshot), span('  unaccounted ', 'faint'), lost === 0 ? span('0') : span(`✕ ${compact(Math.abs(lost))}`, 'danger')];
	const optional: readonly Row[] = [
		figure('in', perSecond(produced), 7),
		figure('out', perSecond(processed), 7),
		figure('queue', percentColumn(usage), 5),
		figure('workers', String(workers), 2),
	];
	const middle: Row[] = [];
	for (const part of optional) {
		if (widthOfRow([...head, ...middle.flat(), ...part, ...tail]) <= width) {
			middle.push(part);
		}
	}

	const line = [...head, ...middle.flat(), ...tail];
	const room = width - widthOfRow(line) - 3;
	const names = `${sanitize(source.name)} → ${sanitize(sink.name)}`;
	const notes = [`${names} · screen CPU ${percent(cost)}`, names];
	const note = notes.find(text => widthOf(text) <= room);
	return note === undefined ? line : [...line, span(` ${right(note, room + 1)} `, 'faint')];
}

const looks: Readonly<Record<PipelineState, Badge>> = {
	starting: {glyph: '○', word: 'starting', tone: 'waiting'},
	running: {glyph: '●', word: 'running', tone: 'good'},
	draining: {glyph: '▽', word: 'draining', tone: 'warning'},
	stopped: {glyph: '■', word: 'stopped', tone: 'plain'},
	aborted: {glyph: '✕', word: 'aborted', tone: 'danger'},
};

/** Runs in which nothing flows, and nothing is wrong. */
const standing: Partial<Record<Limit, Badge>> = {
	paused: limitBadges.paused,
	silent: {...limitBadges.silent, word: 'no input'},
};

/** The state, or what is wrong: a run that delivers nothing does not look well. */
function stateBadge(snapshot: Snapshot | undefined, limit: Limit): Badge {
	const state = looks[snapshot?.state ?? 'starting'];
	return snapshot?.state === 'running' ? standing[limit] ?? (limitBadges[limit].tone === 'danger' ? limitBadges[limit] : state) : state;
}

function pastBadge({age}: Moment): Badge {
	return {glyph: '‖', word: `PAST, ${ago(age).padEnd(9)}`, tone: 'warning'};
}

/** What keeps a drain from its end, and records that were given up for good. */
function troubleOf({state, ledger, sink: {fault, problem}}: Snapshot): Row {
	const [dead, dropped] = [ledger.deadLettered.records, droppedOf(ledger).records];
	const hindrance = fault.kind === 'none' ? (problem === undefined ? undefined : limitBadges.failing) : limitBadges.fault;
	return [
		...(state === 'draining' && hindrance !== undefined ? [span(`  ${hindrance.glyph} ${hindrance.word}`, 'danger')] : []),
		...(dead === 0 ? [] : [span(`  ✕ dead ${compact(dead)}`, 'danger')]),
		...(dropped === 0 ? [] : [span(`  ✕ dropped ${compact(dropped)}`, 'danger')]),
	];
}

function figure(label: string, value: string, width: number): Row {
	return [span(`  ${label} `, 'faint'), span(right(value, width))];
}
