import type {Percentiles} from '../../contract/latency.js';
import {duration} from '../../text/format.js';
import {firstThatFits} from '../../text/columns.js';

/** Percentiles in a line of a width, each in a place of its own: nothing moves as times change. Where there is less room, closer together, and at last without p99.9. */
export function percentilesText(time: Percentiles | undefined, width: number): string {
	if (time === undefined) {
		return '–';
	}

	const all = [['p50', time.p50], ['p99', time.p99], ['p99.9', time.p999]] as const;
	const loose = all.map(([name, value]) => `${name} ${duration(value).padEnd(6)}`);
	const close = loose.map(text => text.trimEnd());
	return firstThatFits([loose.join('  '), loose.join(' '), close.join(' '), loose.slice(0, 2).join('  ')], width);
}
