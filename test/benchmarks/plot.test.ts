import test from 'ava';
import {niceAbove, plotOf} from './plot.js';

for (const [value, above] of [[0.7, 0.8], [1, 1], [23, 30], [99, 100], [101, 200]] as const) {
	test(`an axis for ${value} ends at ${above}`, t => {
		t.is(Number(niceAbove(value).toPrecision(6)), above);
	});
}

test('a plot has a point and a number for each value, and a label under each', t => {
	const svg = plotOf({
		title: 'Cost', unit: 'ns', labels: ['1', '10'], lines: [{name: 'CPU', values: [50, 40]}, {name: 'wall', values: [30, 20]}],
	});
	t.is(svg.split('<circle').length - 1, 4);
	t.is(svg.split('<polyline').length - 1, 2);
	t.regex(svg, />10<\/text>/v);
	t.regex(svg, />50<\/text>/v);
});
