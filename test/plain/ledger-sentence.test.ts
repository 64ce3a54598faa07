import test from 'ava';
import {ledgerSentence} from '../../source/plain/ledger-sentence.js';
import {reportWith} from '../helpers/snapshots.js';

const table: ReadonlyArray<readonly [Parameters<typeof reportWith>[0], string]> = [
	[{}, 'Ledger: 0 accepted = 0 delivered; 0 unaccounted.'],
	[{delivered: 1000}, 'Ledger: 1,000 accepted = 1,000 delivered; 0 unaccounted.'],
	[{delivered: 950, deadLettered: 50}, 'Ledger: 1,000 accepted = 950 delivered + 50 dead-lettered (in dead.ndjson); 0 unaccounted.'],
	[{delivered: 5, dropped: 2}, 'Ledger: 7 accepted = 5 delivered + 2 dropped (the receiver was gone); 0 unaccounted.'],
	[{delivered: 5, left: 1_234_567}, 'Ledger: 1,234,572 accepted = 5 delivered + 1,234,567 not delivered; 0 unaccounted.'],
	[{delivered: 5, resent: 3}, 'Ledger: 5 accepted = 5 delivered; 0 unaccounted; 3 sent again, so the receiver may hold them twice.'],
	[{delivered: 5000, unreachable: 1234}, 'Ledger: 5,000 accepted = 5,000 delivered; 0 unaccounted; up to 1,234 delivered into a file that was removed or cut.'],
	[{delivered: 5, resent: 3, unreachable: 1}, 'Ledger: 5 accepted = 5 delivered; 0 unaccounted; 3 sent again, so the receiver may hold them twice; up to 1 delivered into a file that was removed or cut.'],
	[{delivered: 5, lost: 4}, 'Ledger: 9 accepted = 5 delivered; 4 UNACCOUNTED: the ledger does not balance, which is a bug in millrace.'],
	[{delivered: 5, lost: -1}, 'Ledger: 4 accepted = 5 delivered; 1 COUNTED TWICE: the ledger does not balance, which is a bug in millrace.'],
];

for (const [outcome, sentence] of table) {
	test(`${JSON.stringify(outcome)} is said in a sentence`, t => {
		t.is(ledgerSentence(reportWith(outcome), 'dead.ndjson'), sentence);
	});
}

test('what was dropped is said by reason', t => {
	const report = reportWith({delivered: 5, dropped: 3});
	const ledger = {...report.ledger, dropped: {sinkClosed: {records: 1, bytes: 10}, deadLetterFailed: {records: 2, bytes: 20}}};
	t.is(ledgerSentence({...report, ledger}, ''), 'Ledger: 8 accepted = 5 delivered + 1 dropped (the receiver was gone) + 2 dropped (the dead letters could not be written); 0 unaccounted.');
});

test('a ledger that balances in records alone is not called balanced', t => {
	const report = reportWith({delivered: 5});
	const ledger = {...report.ledger, delivered: {records: 5, bytes: 38}};
	t.is(ledgerSentence({...report, ledger}, ''), 'Ledger: 5 accepted = 5 delivered; 0 unaccounted, but 12 BYTES DO NOT BALANCE, which is a bug in millrace.');
});

test('a report that says 0 unaccounted over a ledger that misses some is not believed', t => {
	const report = reportWith({delivered: 5, lost: 4});
	t.regex(ledgerSentence({...report, lost: 0}, ''), /; 4 UNACCOUNTED/v);
});
