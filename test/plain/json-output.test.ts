import test from 'ava';
import {createJsonOutput} from '../../source/plain/json-output.js';
import {eventWith, reportWith, snapshotWith} from '../helpers/snapshots.js';

function createRecorder(isVerbose: boolean) {
	let written = '';
	const output = createJsonOutput({
		write(text) {
			written += text;
		},
		isVerbose,
		deadLetter: 'dead.ndjson',
	});
	const documents = (): readonly unknown[] => written.split('\n').slice(0, -1).map((line): unknown => JSON.parse(line));
	return {output, documents, text: () => written};
}

test('a snapshot a second, with every event since the one before', t => {
	const {output, documents} = createRecorder(false);
	for (const [index, elapsed] of [100, 500, 1000, 1500, 2000].entries()) {
		output.show(snapshotWith({elapsed, events: [eventWith({id: index}), eventWith({id: 100 + index, isVerbose: true})]}));
	}

	const [first, second, ...more] = documents();
	t.like(first, {elapsed: 1000, lost: 0, events: [{id: 0}, {id: 1}, {id: 2}]});
	t.like(second, {elapsed: 2000, events: [{id: 3}, {id: 4}]});
	t.deepEqual(more, []);
});

test('with --verbose every event is there', t => {
	const {output, documents} = createRecorder(true);
	output.show(snapshotWith({elapsed: 1000, events: [eventWith({id: 7, isVerbose: true})]}));
	t.like(documents()[0], {events: [{id: 7}]});
});

test('the end has the last snapshot, then the report with the ledger in a sentence', t => {
	const {output, documents} = createRecorder(false);
	output.show(snapshotWith({elapsed: 1000}));
	output.show(snapshotWith({elapsed: 1100, state: 'stopped', events: [eventWith({id: 9})]}));
	output.finish(reportWith({delivered: 5}));
	t.is(documents().length, 3);
	t.like(documents()[1], {elapsed: 1100, state: 'stopped', events: [{id: 9}]});
	t.like(documents()[2], {report: {accepted: 5, delivered: 5, lost: 0}, sentence: 'Ledger: 5 accepted = 5 delivered; 0 unaccounted.'});
});

test('no snapshot is written twice', t => {
	const {output, documents} = createRecorder(false);
	output.show(snapshotWith({elapsed: 1000}));
	output.finish(reportWith({}));
	t.is(documents().length, 2);
});

test('what is undefined stands as null, so that every document has the same members', t => {
	const {output, text} = createRecorder(false);
	output.show(snapshotWith({elapsed: 1000}));
	t.regex(text(), /"flushTime":null/v);
	t.regex(text(), /"spike":null/v);
});

test('each snapshot says what limits the flow', t => {
	const {output, documents} = createRecorder(false);
	output.show(snapshotWith({elapsed: 1000, state: 'draining'}));
	t.like(documents()[0], {diagnosis: {limit: 'draining', confidence: 1}});
});
