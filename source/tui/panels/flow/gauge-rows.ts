import {pressureSleep} from '../../../domain/pressure.js';
import type {SinkSnapshot, Snapshot} from '../../../contract/snapshot.js';
import type {Limit} from '../../../diagnosis/verdict.js';
import {limitBadges, pressureBadges, type Badge} from '../../theme/badges.js';
import {span, type Row, type Tone} from '../../theme/theme.js';
import {describeFault} from '../../../contract/describe-fault.js';
import {bar} from '../../../text/bars.js';
import {
	compact, duration, grouped, percentColumn, perSecond,
} from '../../../text/format.js';
import {percentilesText} from '../../format/percentiles.js';
import {withoutName} from '../../format/problem-rows.js';
import {
	firstThatFits, left, right, widthOf,
} from '../../../text/columns.js';
import {headcount} from '../../format/headcount.js';
import {sanitize} from '../../../text/sanitize.js';

const labelWidth = 13;

/** The places of the flow lines, the most telling first: queue, workers, sink, processed, produced, and the pressure, which follows from the queue. */
const importance = [2, 4, 5, 1, 0, 3];

/** Room for gauges, and the end of the axis of rates. */
export type GaugeRoom = {
	readonly axis: number;
	readonly width: number;
	readonly rows: number;
};

/** The gauges as lines of a width, with figures that move less often than the bars, as many as there are rows: on a low screen those that tell most. */
export function gaugeRows(snapshot: Snapshot, limit: Limit, {axis, width, rows}: GaugeRoom, figures = snapshot): readonly Row[] {
	const flow = flowRows(snapshot, figures, limit, {axis, width});
	if (rows < flow.length) {
		return flow.filter((_, index) => importance.indexOf(index) < rows);
	}

	const more = detailLines(figures, width);
	const room = rows - flow.length;
	return room > more.length ? [...flow, [], ...more] : [...flow, ...more.slice(0, room)];
}

function flowRows(snapshot: Snapshot, figures: Snapshot, limit: Limit, {axis, width}: Pick<GaugeRoom, 'axis' | 'width'>): readonly Row[] {
	const {producer, queue, rates, workers, bounds} = snapshot;
	const target = producer.isPaced && typeof producer.targetRate === 'number' ? ` of ${compact(producer.targetRate)}` : '';
	const produced = perSecond(figures.rates.produced);
	const fill = percentColumn(figures.queue.usage);
	const amounts = [...[grouped, compact].map(format => `${fill} ${format(figures.queue.depth)}/${format(figures.queue.capacity)}`), fill];
	const counts = [`${headcount(snapshot)} of ${bounds.minWorkers}–${bounds.maxWorkers}`, `${workers.length}/${bounds.maxWorkers}`];
	return [
		producer.state === 'producing'
			? gauge({
				label: 'produced', share: rates.produced / axis, tone: 'incoming', values: [produced + target, produced],
			}, width)
			: wordRow({label: 'produced', look: {glyph: producer.state === 'paused' ? '‖' : '■', word: producer.state, tone: 'waiting'}, detail: ''}, width),
		gauge({
			label: 'processed', share: rates.processed / axis, tone: 'outgoing', values: [perSecond(figures.rates.processed)],
		}, width),
		gauge({
			label: 'queue', share: queue.usage, tone: 'queue', values: amounts,
		}, width),
		pressureRow(snapshot, width),
		gauge({
			label: 'workers', share: workers.length / bounds.maxWorkers, tone: 'good', values: counts,
		}, width),
		sinkRow({sink: snapshot.sink, flushTime: figures.flushTime}, limit, width),
	];
}

/** What else there is to know where a screen has the room. */
function detailLines(snapshot: Snapshot, width: number): readonly Row[] {
	const {scaler, flushTime, endToEnd, flushReasons: {full, linger, drain}, retries, failures, ledger} = snapshot;
	const reason = sanitize(scaler.reason);
	return [
		textRow('scaler', firstThatFits([`${scaler.policy}: ${reason}`, reason], width - labelWidth), width),
		textRow('in hands', `${grouped(ledger.batched.records)} in batches · ${grouped(ledger.inFlight.records)} at the sink`, width),
		textRow('write', percentilesText(flushTime, width - labelWidth), width),
		textRow('end to end', percentilesText(endToEnd, width - labelWidth), width),
		textRow('batches', `full ${compact(full)} · timed out ${compact(linger)} · at exit ${compact(drain)}`, width),
		textRow('failed', `${compact(failures)} · retries ${compact(retries)} · maybe twice ${compact(ledger.resent)}`, width),
	];
}

type Gauge = {
	readonly label: string;
	readonly share: number;
	readonly tone: Tone;

	/** The longest that has room is shown. */
	readonly values: readonly string[];
};

function gauge({label, share, tone, values}: Gauge, width: number): Row {
	const barWidth = Math.max(5, width - labelWidth - 19);
	const room = width - labelWidth - barWidth - 1;
	const {filled, empty} = bar(share, barWidth);
	return [span(left(label, labelWidth), 'faint'), span(filled, tone), span(empty, 'border'), span(right(firstThatFits(values, room), room + 1))];
}

type Word = {
	readonly label: string;
	readonly look: Badge;

	/** What may stand for the look's word where there is less room. */
	readonly shortWord?: string;
	readonly detail: string;
};

function wordRow({label, look: {glyph, word, tone}, shortWord = word, detail}: Word, width: number): Row {
	const shown = firstThatFits([`${glyph} ${word}`, `${glyph} ${shortWord}`], width - labelWidth);
	const room = width - labelWidth - widthOf(shown);
	return [span(left(label, labelWidth), 'faint'), span(shown, tone), span(right(room > widthOf(detail) ? detail : '', room))];
}

function textRow(label: string, text: string, width: number): Row {
	return [span(left(label, labelWidth), 'faint'), span(left(text, width - labelWidth))];
}

function pressureRow({producer}: Snapshot, width: number): Row {
	const look = pressureBadges[producer.pressure];
	const sleep = pressureSleep[producer.pressure];
	const slowed = producer.isPaced && sleep > 0 ? `+${duration(sleep)} a record` : '';
	return wordRow({label: 'backpressure', look, detail: producer.pressure === 'blocked' ? 'waits for room' : slowed}, width);
}

function sinkRow({sink, flushTime}: Pick<Snapshot, 'sink' | 'flushTime'>, limit: Limit, width: number): Row {
	const detail = flushTime === undefined ? '' : `p99 ${duration(flushTime.p99)}`;
	const look = sinkBadge(sink, limit);

	// A problem says first what it is, then what it comes from or what to do.
	return wordRow({
		label: 'sink', look, shortWord: sink.fault.kind === 'none' ? look.word.replace(/: .*$/v, '') : describeFault(sink.fault), detail: sink.problem === undefined ? detail : '',
	}, width);
}

function sinkBadge({name, fault, problem}: SinkSnapshot, limit: Limit): Badge {
	if (fault.kind !== 'none') {
		return {glyph: '▲', word: `fault: ${describeFault(fault)}`, tone: 'warning'};
	}

	if (problem === undefined) {
		return limit === 'noAnswer' || limit === 'slower' ? limitBadges[limit] : {glyph: '●', word: 'ok', tone: 'good'};
	}

	return {glyph: '✕', word: sanitize(withoutName(problem, name)), tone: 'danger'};
}
