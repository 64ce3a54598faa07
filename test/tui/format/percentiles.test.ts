import test from 'ava';
import {percentilesText} from '../../../source/tui/format/percentiles.js';
import {widthOf} from '../../../source/text/columns.js';

const time = {
	count: 9, p50: 301, p99: 1240, p999: 8.4,
};

test('percentiles stand as loose as there is room for, and the last goes first', t => {
	t.is(percentilesText(time, 40), 'p50 301 ms  p99 1.2 s   p99.9 8.4 ms');
	t.is(percentilesText(time, 34).trimEnd(), 'p50 301 ms p99 1.2 s  p99.9 8.4 ms');
	t.is(percentilesText(time, 28).trimEnd(), 'p50 301 ms  p99 1.2 s');
	t.is(percentilesText(undefined, 34), '–');
});

test('no percentile moves as those before it change', t => {
	for (const width of [28, 34, 40]) {
		const places = [0.1, 9, 10, 250, 999, 1000, 1500, 59_000].map(p50 => {
			const text = percentilesText({...time, p50}, width);
			t.true(widthOf(text) <= width);
			return text.indexOf('p99');
		});
		t.is(new Set(places).size, 1);
	}
});
