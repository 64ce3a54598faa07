import test from 'ava';
import {figuresRow} from '../../../../source/tui/panels/rates/figures-row.js';
import {widthOf} from '../../../../source/text/columns.js';

test('a moment\'s figures fill their line, in as many words as there is room for', t => {
	const sample = {
		second: 7, produced: 48_200, processed: 47_900, usage: 0.31, workers: 10, p99: 38, marks: [],
	};
	for (let width = 26; width < 150; width++) {
		t.is(widthOf(figuresRow(sample, width).map(({text}) => text).join('')), width);
	}

	t.is(figuresRow(sample, 90)[0]?.text.trim(), 'produced 48.2k/s  processed 47.9k/s  queue  31 %  workers 10  p99 38 ms');
	t.is(figuresRow(sample, 26)[0]?.text.trim(), 'in 48.2k out 47.9k 31 %');
	t.is(figuresRow(sample, 38)[0]?.text.trim(), 'in 48.2k/s out 47.9k/s queue 31 % ×10');
});
