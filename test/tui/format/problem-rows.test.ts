import test from 'ava';
import {gaugeRows} from '../../../source/tui/panels/flow/gauge-rows.js';
import {problemRows} from '../../../source/tui/format/problem-rows.js';
import type {Row} from '../../../source/tui/theme/theme.js';
import {snapshotWith} from '../../helpers/snapshots.js';

const sink = {
	name: 'http://127.0.0.1:9/', fault: {kind: 'none'}, allowsFaults: false, problem: 'http://127.0.0.1:9/: connection refused: is the receiver running? (ECONNREFUSED)', isRefusal: false,
} as const;
const texts = (lines: readonly Row[]) => lines.map(line => line.map(({text}) => text).join(''));

test('a problem is said in one line, with the sink\'s name behind it where there is room', t => {
	t.deepEqual(texts(problemRows(sink, 116, false)), ['✕ sink: connection refused: is the receiver running? (ECONNREFUSED) · http://127.0.0.1:9/']);
	t.deepEqual(texts(problemRows(sink, 76, false)), ['✕ sink: connection refused: is the receiver running? (ECONNREFUSED)']);
	t.deepEqual(texts(problemRows({...sink, problem: undefined}, 76, false)), []);
});

test('the status stands before the address', t => {
	t.deepEqual(texts(problemRows({...sink, problem: 'http://127.0.0.1:9/ answered 400 Bad Request: bad'}, 116, false)), ['✕ sink: answered 400 Bad Request: bad · http://127.0.0.1:9/']);
});

test('in full nothing of it is cut', t => {
	t.deepEqual(texts(problemRows(sink, 60, true)), ['✕ sink: connection refused: is the receiver running?', '(ECONNREFUSED) · http://127.0.0.1:9/']);
});

test('the flow says at least what the problem is', t => {
	const lineAt = (width: number) => texts(gaugeRows(snapshotWith({sink}), 'failing', {axis: 1000, width, rows: 6})).at(-1)?.trimEnd();
	t.is(lineAt(36), 'sink         ✕ connection refused');
	t.is(lineAt(76), 'sink         ✕ connection refused: is the receiver running? (ECONNREFUSED)');
});
