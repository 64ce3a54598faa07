import test from 'ava';
import {crashReport} from '../../source/plain/crash-report.js';
import {exitCode} from '../../source/plain/exit-code.js';
import {ledgerSentence} from '../../source/plain/ledger-sentence.js';
import {snapshotWith} from '../helpers/snapshots.js';

const {ledger: empty} = snapshotWith({});
const last = snapshotWith({
	elapsed: 2000,
	retries: 3,
	ledger: {
		...empty, accepted: {records: 100, bytes: 1000}, delivered: {records: 60, bytes: 600}, queued: {records: 30, bytes: 300}, inFlight: {records: 10, bytes: 100},
	},
});

test('a crash report has the last snapshot\'s ledger, and says so', t => {
	const report = crashReport(last, 'dead');
	t.like(report, {
		outcome: 'crashed',
		accepted: 100,
		delivered: 60,
		left: 40,
		lost: 0,
		elapsedMs: 2000,
		retries: 3,
		rates: {produced: 50, processed: 30},
		ledger: last.ledger,
		note: 'Last known ledger, of 2.0 s after the start: 100 accepted = 60 delivered + 40 in the pipeline; 0 lost; the engine has crashed, and what came after is not known.',
	});
	t.is(report.note, ledgerSentence(report, 'dead'));
	t.is(exitCode(report), 1);
});

test('a crash before the first snapshot knows of nothing', t => {
	const report = crashReport(undefined, 'dead');
	t.like(report, {
		outcome: 'crashed', accepted: 0, elapsedMs: 0, lost: 0,
	});
	t.is(exitCode(report), 1);
});
