import test from 'ava';
import {bar, sparkline} from '../../source/text/bars.js';

test('a bar fills in eighths, shows anything above 0, and is full only at 1', t => {
	t.deepEqual(bar(0, 4), {filled: '', empty: '····'});
	t.deepEqual(bar(0.001, 4), {filled: '▏', empty: '···'});
	t.deepEqual(bar(0.5, 4), {filled: '██', empty: '··'});
	t.deepEqual(bar(0.54, 4), {filled: '██▏', empty: '·'});
	t.deepEqual(bar(0.999, 4), {filled: '███▉', empty: ''});
	t.deepEqual(bar(1, 4), {filled: '████', empty: ''});
	t.deepEqual(bar(7, 4), {filled: '████', empty: ''});
});

test('a sparkline is as long as its values, and shows anything above 0', t => {
	t.is(sparkline([0, 1, 50, 100, 200], 100), ' ▁▄██');
	t.is(sparkline([0, 3], 0), '  ');
	t.is(sparkline([150, 1e-12], 150 * 8 / 7), '▇▁');
});
