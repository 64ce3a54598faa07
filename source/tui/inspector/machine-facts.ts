import type {Snapshot, WorkerSnapshot} from '../../contract/snapshot.js';
import {pressures, type Pressure} from '../../domain/pressure.js';
import {bar} from '../../text/bars.js';
import {
	compact, duration, grouped, percent, percentColumn, perSecond, stopwatch,
} from '../../text/format.js';
import {percentilesText} from '../format/percentiles.js';
import type {InspectorTarget} from '../state/screen-state.js';
import {cut, firstThatFits, left} from '../../text/columns.js';
import {sanitize} from '../../text/sanitize.js';
import {pressureBadges, workerBadges} from '../theme/badges.js';
import {span, type Row, type Span} from '../theme/theme.js';

/** What a machine has in hand: four lines. */
export function factRows({machine, id}: InspectorTarget, snapshot: Snapshot, width: number): readonly Row[] {
	switch (machine) {
		case 'worker': {
			const worker = snapshot.workers.find(worker => worker.id === id);
			return worker === undefined ? goneRows(id, width) : workerRows(worker, width);
		}

		case 'producer': {
			return producerRows(snapshot, width);
		}

		case 'scaler': {
			return scalerRows(snapshot, width);
		}

		case 'pipeline': {
			return pipelineRows(snapshot, width);
		}
	}
}

function workerRows({state, held, fill, attempts, failures, delivered, flushes, rate, flushTime}: WorkerSnapshot, width: number): readonly Row[] {
	const {glyph, word, tone} = workerBadges[state];
	const {filled, empty} = bar(fill, 10);
	const done = `${compact(delivered)} out · ${compact(flushes)} flushes, ${compact(failures)} failed`;
	return [
		[label('state'), span(`${glyph} ${word}`, tone)],
		[label('batch'), span(filled, tone), span(empty, 'border'), span(cut(` ${percentColumn(fill)} ${grouped(held)} records, attempt ${attempts + 1}`, width - 20))],
		text('so far', firstThatFits([`${perSecond(rate)} · ${done}`, done], width - 10), width),
		text('flush', percentilesText(flushTime, width - 10), width),
	];
}

function goneRows(id: number | undefined, width: number): readonly Row[] {
	return [
		text('state', 'gone', width),
		text('', `worker ${id ?? '?'} has ended; the chart shows how`, width),
		text('', '↑↓ shows another', width),
		[],
	];
}

function producerRows({producer, rates, source}: Snapshot, width: number): readonly Row[] {
	const {glyph, word, tone} = pressureBadges[producer.pressure];
	const total = pressures.reduce((sum, pressure) => sum + producer.timeUnder[pressure], 0);
	const met = pressures.filter(pressure => producer.timeUnder[pressure] > 0);
	const shares = (nameOf: (pressure: Pressure) => string) => met.map(pressure => `${nameOf(pressure)} ${percent(producer.timeUnder[pressure] / total)}`).join(' · ');
	const aim = producer.isPaced && producer.targetRate !== 'max' ? ` of ${perSecond(producer.targetRate)}` : ', not paced';
	const spike = producer.spike === undefined ? '' : ` · spike ×${producer.spike.factor}, ${duration(producer.spike.remaining)} left`;
	return [
		text('state', `${producer.state}, from ${sanitize(source.name)}`, width),
		text('rate', `${perSecond(rates.produced)}${aim}${spike}`, width),
		[label('pressure'), span(`${glyph} ${word}`, tone)],
		text('so far', firstThatFits([shares(pressure => pressure), shares(pressure => pressureBadges[pressure].glyph)], width - 10), width),
	];
}

function scalerRows({scaler, workers, bounds, settings}: Snapshot, width: number): readonly Row[] {
	return [
		text('state', `${scaler.state}, looks every ${duration(settings.scaleInterval)}`, width),
		text('workers', `${workers.length}, wants ${scaler.desired}, of ${bounds.minWorkers}–${bounds.maxWorkers}, at most ${bounds.peakWorkers} so far`, width),
		text('policy', `${scaler.policy}: up at ${percent(settings.scaleUpAt)}, down at ${percent(settings.scaleDownAt)}`, width),
		text('why', sanitize(scaler.reason), width),
	];
}

function pipelineRows({state, elapsed, source, sink, ledger, lost, workers, endToEnd}: Snapshot, width: number): readonly Row[] {
	return [
		text('state', `${state} for ${stopwatch(elapsed)}, ${workers.length} ${workers.length === 1 ? 'worker' : 'workers'}`, width),
		text('route', `${sanitize(source.name)} → ${sanitize(sink.name)}`, width),
		text('records', `${compact(ledger.accepted.records)} in · ${compact(ledger.delivered.records)} out · unaccounted ${grouped(lost)}`, width),
		text('latency', percentilesText(endToEnd, width - 10), width),
	];
}

function label(name: string): Span {
	return span(left(name, 10), 'faint');
}

function text(name: string, value: string, width: number): Row {
	return [label(name), span(cut(value, width - 10))];
}
