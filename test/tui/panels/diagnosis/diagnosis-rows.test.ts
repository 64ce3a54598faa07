import test from 'ava';
import {widthOf} from '../../../../source/text/columns.js';
import {bottleneckNote, markBottleneck, verdictRows} from '../../../../source/tui/panels/diagnosis/diagnosis-rows.js';
import {span, type Row} from '../../../../source/tui/theme/theme.js';

const text = (row: Row) => row.map(({text}) => text).join('');

test('the bottleneck is marked behind the label of its gauge, and nothing moves', t => {
	const gauges = [[span('queue     '), span('███')], [span('sink      '), span('ok')], []];
	t.deepEqual(markBottleneck(gauges, 'sink').map(row => text(row)), ['queue     ███', 'sink     ◂ok', '']);
	t.deepEqual(markBottleneck(gauges, 'none'), gauges);
	t.is(text(bottleneckNote('maximum')), 'bottleneck ▲ max workers');
});

test('evidence and advice are cut to the width', t => {
	const verdict = {kind: 'sink', evidence: 'e'.repeat(200), advice: 'a'.repeat(200)} as const;
	t.deepEqual(verdictRows(verdict, 120).map(row => widthOf(text(row))), [120, 120]);
	t.is(text(verdictRows({...verdict, advice: undefined}, 120)[1] ?? []), '');
});
