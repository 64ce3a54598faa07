import {span, type Row} from '../../theme/theme.js';
import type {Sample} from '../../state/history.js';
import {
	compact, duration, grouped, percentColumn, perSecond,
} from '../../../text/format.js';
import {firstThatFits, left, right} from '../../../text/columns.js';

/** The figures of a moment in one line of a width; on a narrow screen in fewer words. */
export function figuresRow({produced, processed, usage, workers, p99}: Sample, width: number): Row {
	const rates = [perSecond(produced), perSecond(processed)].map(rate => left(rate, 7));
	const short = [compact(produced), compact(processed)].map(rate => left(rate, 5));
	const all = `produced ${rates[0]}  processed ${rates[1]}  queue ${percentColumn(usage)}  workers ${grouped(workers)}`;
	const texts = [
		...(p99 > 0 ? [`${all}  p99 ${duration(p99)}`] : []),
		all,
		`in ${rates[0]} out ${rates[1]} queue${percentColumn(usage)} ×${workers}`,
		`in ${short[0]} out ${short[1]}${percentColumn(usage)} ×${workers}`,
		`in ${short[0]} out ${short[1]}${percentColumn(usage)}`,
	];
	return [span(right(firstThatFits(texts, width), width), 'strong')];
}
