import {pressureSleep} from '../../../domain/pressure.js';
import type {SinkSnapshot, Snapshot} from '../../../contract/snapshot.js';
import {
	pressureLooks, span, type Line, type Look, type Tone,
} from '../../theme/theme.js';
import {describeFault} from '../../../contract/describe-fault.js';
import {
	bar, compact, duration, grouped, percent, perSecond,
} from '../../../text/format.js';
import {percentilesText} from '../../format/percentiles.js';
import {withoutName} from '../../format/problem-rows.js';
import {
	firstThatFits, sanitize, left, right, widthOf,
} from '../../format/text.js';

const labelWidth = 10;

/** The places of the flow lines, the most telling first: queue, workers, sink, processed, produced, and the pressure, which follows from the queue. */
const importance = [2, 4, 5, 1, 0, 3];

/** The gauges as lines of a width, as many as there are rows: on a low screen those that tell most. */
export function gaugeLines(snapshot: Snapshot, axis: number, width: number, rows: number): readonly Line[] {
	const flow = flowLines(snapshot, axis, width);
	if (rows < flow.length) {
		return flow.filter((_, index) => importance.indexOf(index) < rows);
	}

	const more = detailLines(snapshot, width);
	const room = rows - flow.length;
	return room > more.length ? [...flow, [], ...more] : [...flow, ...more.slice(0, room)];
}

function flowLines(snapshot: Snapshot, axis: number, width: number): readonly Line[] {
	const {producer, queue, rates, workers, bounds} = snapshot;
	const target = producer.isPaced && typeof producer.targetRate === 'number' ? ` of ${compact(producer.targetRate)}` : '';
	const produced = perSecond(rates.produced);
	const fill = percent(queue.usage);
	const amounts = [...[grouped, compact].map(format => `${fill} ${format(queue.depth)}/${format(queue.capacity)}`), fill];
	const counts = [`${workers.length} of ${bounds.minWorkers}–${bounds.maxWorkers}`, `${workers.length}/${bounds.maxWorkers}`];
	return [
		producer.state === 'producing'
			? gauge({
				label: 'produced', share: rates.produced / axis, tone: 'incoming', values: [produced + target, produced],
			}, width)
			: wordLine({label: 'produced', look: {glyph: producer.state === 'paused' ? '‖' : '■', word: producer.state, tone: 'waiting'}, detail: ''}, width),
		gauge({
			label: 'processed', share: rates.processed / axis, tone: 'outgoing', values: [perSecond(rates.processed)],
		}, width),
		gauge({
			label: 'queue', share: queue.usage, tone: 'queue', values: amounts,
		}, width),
		pressureLine(snapshot, width),
		gauge({
			label: 'workers', share: workers.length / bounds.maxWorkers, tone: 'good', values: counts,
		}, width),
		sinkLine(snapshot, width),
	];
}

/** What else there is to know where a screen has the room. */
function detailLines(snapshot: Snapshot, width: number): readonly Line[] {
	const {scaler, flushTime, endToEnd, flushReasons: {full, linger, drain}, retries, failures, ledger} = snapshot;
	const reason = sanitize(scaler.reason);
	return [
		textLine('scaler', firstThatFits([`${scaler.policy}: ${reason}`, reason], width - labelWidth), width),
		textLine('flush', percentilesText(flushTime, width - labelWidth), width),
		textLine('in to out', percentilesText(endToEnd, width - labelWidth), width),
		textLine('flushed', `full ${compact(full)} · linger ${compact(linger)} · drain ${compact(drain)}`, width),
		textLine('failed', `${compact(failures)} · retried ${compact(retries)} · resent ${compact(ledger.resent)}`, width),
	];
}

type Gauge = {
	readonly label: string;
	readonly share: number;
	readonly tone: Tone;

	/** The longest that has room is shown. */
	readonly values: readonly string[];
};

function gauge({label, share, tone, values}: Gauge, width: number): Line {
	const barWidth = Math.max(6, width - labelWidth - 18);
	const room = width - labelWidth - barWidth - 1;
	const {filled, empty} = bar(share, barWidth);
	return [span(left(label, labelWidth), 'faint'), span(filled, tone), span(empty, 'border'), span(right(firstThatFits(values, room), room + 1))];
}

type Word = {
	readonly label: string;
	readonly look: Look;

	/** What may stand for the look's word where there is less room. */
	readonly shortWord?: string;
	readonly detail: string;
};

function wordLine({label, look: {glyph, word, tone}, shortWord = word, detail}: Word, width: number): Line {
	const shown = firstThatFits([`${glyph} ${word}`, `${glyph} ${shortWord}`], width - labelWidth);
	const room = width - labelWidth - widthOf(shown);
	return [span(left(label, labelWidth), 'faint'), span(shown, tone), span(right(room > widthOf(detail) ? detail : '', room))];
}

function textLine(label: string, text: string, width: number): Line {
	return [span(left(label, labelWidth), 'faint'), span(left(text, width - labelWidth))];
}

function pressureLine({producer}: Snapshot, width: number): Line {
	const look = pressureLooks[producer.pressure];
	const sleep = pressureSleep[producer.pressure];
	const detail = producer.isPaced && sleep > 0 ? `+${duration(sleep)} a record` : '';
	return wordLine({label: 'pressure', look, detail}, width);
}

function sinkLine({sink, flushTime}: Snapshot, width: number): Line {
	const detail = flushTime === undefined ? '' : `p99 ${duration(flushTime.p99)}`;
	const look = sinkLook(sink);

	// A problem says first what it is, then what it comes from or what to do.
	return wordLine({
		label: 'sink', look, shortWord: look.word.replace(/: .*$/v, ''), detail: sink.problem === undefined ? detail : '',
	}, width);
}

function sinkLook({name, fault, problem}: SinkSnapshot): Look {
	if (fault.kind !== 'none') {
		return {glyph: '▲', word: describeFault(fault), tone: 'warning'};
	}

	return problem === undefined ? {glyph: '●', word: 'ok', tone: 'good'} : {glyph: '✕', word: sanitize(withoutName(problem, name)), tone: 'danger'};
}
