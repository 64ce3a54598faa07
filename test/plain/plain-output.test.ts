import test from 'ava';
import {createPlainOutput} from '../../source/plain/plain-output.js';
import {eventWith, reportWith, snapshotWith} from '../helpers/snapshots.js';

function createRecorder(isVerbose: boolean) {
	const written: string[] = [];
	const output = createPlainOutput({
		write(text) {
			written.push(text);
		},
		isVerbose,
		deadLetter: 'dead.ndjson',
	});
	return {output, text: () => written.join('')};
}

test('of ten snapshots a second one becomes a line', t => {
	const {output, text} = createRecorder(false);
	for (let elapsed = 0; elapsed <= 3050; elapsed += 100) {
		output.show(snapshotWith({elapsed, rates: {produced: elapsed, processed: 0}}));
	}

	t.deepEqual(text().match(/Produced=\d+/gv), ['Produced=1000', 'Produced=2000', 'Produced=3000']);
});

test('after a standstill one line is written, and the next at the next full second', t => {
	const {output, text} = createRecorder(false);
	for (const elapsed of [900, 7300, 7400, 7900, 8050]) {
		output.show(snapshotWith({elapsed, rates: {produced: elapsed, processed: 0}}));
	}

	t.deepEqual(text().match(/Produced=\d+/gv), ['Produced=7300', 'Produced=8050']);
});

test('events are written at once, and those of little interest only with --verbose', t => {
	const events = [
		eventWith({source: 'pipeline', message: 'Shutdown signal received!'}),
		eventWith({source: 'worker', message: 'worker 3 flushed batch of 7 logs', isVerbose: true}),
	];
	const quiet = createRecorder(false);
	quiet.output.show(snapshotWith({elapsed: 100, events}));
	t.is(quiet.text(), 'Shutdown signal received!\n');
	const verbose = createRecorder(true);
	verbose.output.show(snapshotWith({elapsed: 100, events}));
	t.is(verbose.text(), 'Shutdown signal received!\nWorker 3 flushed batch of 7 logs\n');
});

test('nothing is written where there is nothing to say', t => {
	const {output, text} = createRecorder(true);
	output.show(snapshotWith({elapsed: 100}));
	t.is(text(), '');
});

test('the last line is the ledger in a sentence', t => {
	const {output, text} = createRecorder(false);
	output.finish(reportWith({delivered: 1000, deadLettered: 1}));
	t.is(text(), 'Program finished\nLedger: 1,001 accepted = 1,000 delivered + 1 dead-lettered (in dead.ndjson); 0 unaccounted.\n');
});
