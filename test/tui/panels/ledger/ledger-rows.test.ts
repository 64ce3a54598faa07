import test from 'ava';
import {snapshotAfter} from '../../../helpers/screen-states.js';
import {snapshotWith} from '../../../helpers/snapshots.js';
import {explainedLedgerRows, ledgerRows} from '../../../../source/tui/panels/ledger/ledger-rows.js';
import {widthOf} from '../../../../source/text/columns.js';

const snapshot = await snapshotAfter(60);

function textOf(width: number, rows: number, of = snapshot): readonly string[] {
	return ledgerRows(of, width, rows).map(line => line.map(({text}) => text).join(''));
}

/** The terms with their signs, added up. */
function sumIn(lines: readonly string[]): number {
	const terms = lines.join('  ').matchAll(/(?<sign>[ −]) (?:accepted|delivered|dead letters|dropped|queued|in batches|in flight) +(?<records>[\d,]+)/gv);
	return [...terms].reduce((sum, {groups}) => sum + (Number(groups?.records?.replaceAll(',', '')) * (groups?.sign === '−' ? -1 : 1)), 0);
}

for (const [width, rows] of [[32, 8], [40, 20], [76, 8], [76, 4], [76, 3], [56, 4]] as const) {
	test(`in ${width}×${rows} all terms stand there and add up`, t => {
		const lines = textOf(width, rows);
		t.true(lines.length <= rows && lines.every(line => widthOf(line) <= width));
		t.is(lines.join(' ').match(/accepted|delivered|dead letters|dropped|queued|in batches|in flight|unaccounted/gv)?.length, 8);
		t.is(sumIn(lines), 0);
	});
}

test('where there is no room for all terms, what is lost is left', t => {
	t.deepEqual(textOf(56, 1).map(line => line.replaceAll(/ +/gv, ' ')), ['= unaccounted 0 balanced']);
});

test('numbers are whole, though the bytes must go for them', t => {
	const amount = {records: 12_345_678_901, bytes: 1e12};
	const lines = textOf(32, 8, snapshotWith({ledger: {...snapshot.ledger, accepted: amount, delivered: amount}}));
	t.true(lines[0]?.endsWith(' 12,345,678,901'));
});

test('a loss is said by sign, word and tone', t => {
	const last = ledgerRows(snapshotWith({lost: 3}), 32, 8).at(-1) ?? [];
	t.regex(last.map(({text}) => text).join(''), /✕ unaccounted +3 +✕ wrong/v);
	t.true(last.every(({tone}) => tone === 'danger'));
});

test('in full each term says what it means, and all add up', t => {
	for (const width of [56, 76, 116]) {
		const lines = explainedLedgerRows(snapshot, width).map(line => line.map(({text}) => text).join(''));
		t.true(lines.every(line => widthOf(line) <= width));
		t.is(sumIn(lines), 0);
		t.false(lines.join('\n').includes('…'));
	}

	const lines = explainedLedgerRows(snapshot, 76).map(line => line.map(({text}) => text).join(''));
	t.regex(lines[1] ?? '', /− delivered +[\d,]+ +\S+ .?iB {2}confirmed by the receiver$/v);
	t.regex(lines.at(-1) ?? '', / {2}maybe twice +0 +sent again/v);
});
