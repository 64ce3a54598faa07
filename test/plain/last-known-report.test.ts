import test from 'ava';
import {lastKnownReport} from '../../source/plain/last-known-report.js';
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
	const report = lastKnownReport(last, 'crashed', 'dead');
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
		note: 'Last known ledger, of 2.0 s after the start: 100 accepted = 60 delivered + 40 in the pipeline; 0 unaccounted; the engine has crashed, and what came after is not known.',
	});
	t.is(report.note, ledgerSentence(report, 'dead'));
	t.is(exitCode(report), 1);
});

test('an engine that was left is told of in the same way, and its records were not delivered', t => {
	const report = lastKnownReport(last, 'abandoned', 'dead');
	t.is(report.note, 'Last known ledger, of 2.0 s after the start: 100 accepted = 60 delivered + 40 in the pipeline; 0 unaccounted; the engine had not stopped, and what came after is not known.');
	t.is(exitCode(report), 3);
});

test('what was already known to be out of reach is told of as well', t => {
	const report = lastKnownReport({...last, ledger: {...last.ledger, unreachable: {records: 20, bytes: 200}}}, 'abandoned', 'dead');
	t.is(report.unreachable, 20);
	t.regex(report.note ?? '', /; 0 unaccounted; up to 20 delivered into a file that was removed or cut; the engine had not stopped/v);
});

test('an engine that was left with nothing in it may have taken more since', t => {
	t.is(exitCode(lastKnownReport(undefined, 'abandoned', 'dead')), 3);
});

test('a crash before the first snapshot knows of nothing', t => {
	const report = lastKnownReport(undefined, 'crashed', 'dead');
	t.like(report, {
		outcome: 'crashed', accepted: 0, elapsedMs: 0, lost: 0,
	});
	t.is(exitCode(report), 1);
});
