import test from 'ava';
import {widthOf} from '../../../../source/text/columns.js';
import {limitNote, markLimit, verdictRows} from '../../../../source/tui/panels/diagnosis/diagnosis-rows.js';
import {span, type Row} from '../../../../source/tui/theme/theme.js';

const text = (row: Row) => row.map(({text}) => text).join('');

test('the limit is marked behind the label of its gauge, and nothing moves', t => {
	const gauges = [[span('queue     '), span('███')], [span('sink      '), span('ok')], []];
	t.deepEqual(markLimit(gauges, 'sink').map(row => text(row)), ['queue     ███', 'sink     ◂ok', '']);
	t.deepEqual(markLimit(gauges, 'none'), gauges);
	t.is(text(limitNote('maximum')), 'bottleneck ▲ worker limit');
});

test('evidence and advice are cut to the width', t => {
	const verdict = {
		limit: 'sink', evidence: ['e'.repeat(200), 'f'.repeat(200)], since: 0, confidence: 1,
	} as const;
	const advised = {...verdict, advice: {text: 'a'.repeat(200), commands: []}};
	t.deepEqual(verdictRows(advised, 120).map(row => widthOf(text(row))), [120, 120]);
	t.regex(text(verdictRows(advised, 120)[1] ?? []), /^ → a/v);
	t.regex(text(verdictRows(verdict, 120)[1] ?? []), /^ {3}f/v);
});

test('what keeps up is no bottleneck', t => {
	t.is(text(limitNote('rate')), '● keeping up');
	t.is(text(limitNote('silent')), '○ waiting for input');
});
