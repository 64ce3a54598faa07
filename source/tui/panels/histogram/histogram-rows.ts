import type {Distribution} from '../../../contract/latency.js';
import {bar} from '../../../text/bars.js';
import {duration, percent} from '../../../text/format.js';
import {cut, right} from '../../../text/columns.js';
import {span, type Row, type Tone} from '../../theme/theme.js';

/** The distribution of end-to-end times: percentiles, then a bar a bucket, the shortest times first. Where there are too few rows, the longest times stay. */
export function histogramRows(distribution: Distribution | undefined, width: number, rows: number): readonly Row[] {
	if (distribution === undefined) {
		return [[span(cut('nothing delivered in this time', width), 'faint')]];
	}

	const {p50, p90, p99, p999, count, buckets} = distribution;
	const shown = buckets.slice(-Math.max(1, rows - 2));
	const most = Math.max(...shown.map(({count}) => count));
	const barWidth = width - 17;
	const figures = [['p50', p50], ['p90', p90], ['p99', p99], ['p99.9', p999]] as const;
	return [
		figures.flatMap(([name, value], index) => [span(`${index === 0 ? '' : ' '}${name} `, 'faint'), span(duration(value).padEnd(index === 3 ? 0 : 6))]),
		[],
		...shown.map(({upTo, count: held}) => {
			const {filled, empty} = bar(held / most, barWidth);
			return [
				span(right(upTo === undefined ? '> 100 s' : `≤ ${duration(upTo)}`, 10), 'faint'),
				span(' '),
				span(filled, toneOf(upTo, p50, p99)),
				span(' '.repeat(empty.length)),
				span(right(shareOf(held, count), 6), held === 0 ? 'faint' : 'plain'),
			];
		}),
	];
}

/** One tone for times up to about the median, one for slower records, and one for the slowest hundredth. */
function toneOf(upTo: number | undefined, p50: number, p99: number): Tone {
	const end = upTo ?? Number.POSITIVE_INFINITY;
	return end <= p50 * 1.5 ? 'good' : (end <= p99 * 1.5 ? 'incoming' : 'danger');
}

function shareOf(held: number, count: number): string {
	const share = held / count;
	return held > 0 && share < 0.005 ? '<1 %' : percent(share);
}
