import {Buffer} from 'node:buffer';
import test from 'ava';
import {nothing} from '../../../source/domain/ledger.js';
import {RefusedRecords} from '../../../source/engine/worker/refused-records.js';
import {createWorkerBench} from '../../helpers/worker-bench.js';

function createBench() {
	const {context, clock, deadLetters, totals, log} = createWorkerBench();
	let kept = 0;
	const refused = new RefusedRecords(context, deadLetters, () => {
		kept++;
	});
	return {
		refused,
		clock,
		deadLetters,
		totals,
		messages: () => log.takeAll().map(({message}) => message),
		timesKept: () => kept,
		refuse(text: string, size = text.length) {
			refused.refuse({bytes: Buffer.from(text), size, reason: 'too large'});
		},
	};
}

const full = new Error('disk full');

test('a refused record is accepted and dead-lettered at once', t => {
	const {refuse, refused, deadLetters, totals, clock} = createBench();
	refuse('one\n');
	t.deepEqual(deadLetters.kept, [{records: ['one\n'], reason: 'too large', size: undefined}]);
	t.deepEqual([totals.accepted.amount, totals.deadLettered.amount, totals.cut.amount], [{records: 1, bytes: 4}, {records: 1, bytes: 4}, nothing]);
	t.deepEqual(refused.waiting, nothing);
	t.is(clock.pending, 0);
});

test('what is missing of a record is told to the dead letters, and counted', t => {
	const {refuse, deadLetters, totals} = createBench();
	refuse('beginning', 1000);
	refuse('whole\n');
	t.deepEqual(deadLetters.kept.map(({size}) => size), [1000, undefined]);
	t.deepEqual(totals.cut.amount, {records: 1, bytes: 991});
	t.deepEqual(totals.deadLettered.amount, {records: 2, bytes: 1006});
});

test('while dead letters can\'t be written records wait, counted, and are kept in order afterwards', t => {
	const {refuse, refused, deadLetters, totals, clock, messages, timesKept} = createBench();
	deadLetters.failure = full;
	refuse('one\n');
	refuse('two\n', 100);
	t.deepEqual(refused.waiting, {records: 2, bytes: 104});
	t.deepEqual(messages(), ['dead letters can\'t be written to letters.ndjson: refused records wait']);
	clock.advance(5000);
	t.deepEqual(refused.waiting, {records: 2, bytes: 104});
	t.deepEqual(messages(), []);
	deadLetters.failure = undefined;
	refuse('three\n');
	t.is(refused.waiting.records, 3);
	clock.advance(1000);
	t.deepEqual(deadLetters.kept.map(({records}) => records[0]), ['one\n', 'two\n', 'three\n']);
	t.deepEqual(refused.waiting, nothing);
	t.is(timesKept(), 1);
	t.is(clock.pending, 0);
	t.deepEqual(totals.deadLettered.amount, totals.accepted.amount);
});

test('at the end they are tried a last time', t => {
	const {refuse, refused, deadLetters, totals, clock} = createBench();
	deadLetters.failure = full;
	refuse('one\n');
	deadLetters.failure = undefined;
	refused.close();
	t.is(totals.deadLettered.records, 1);
	t.is(clock.pending, 0);
});

test('what can\'t be kept at the end is dropped, counted and said', t => {
	const {refuse, refused, deadLetters, totals, messages} = createBench();
	deadLetters.failure = full;
	refuse('one\n');
	refuse('two\n');
	messages();
	refused.close();
	t.deepEqual(totals.dropped.deadLetterFailed.amount, {records: 2, bytes: 8});
	t.deepEqual(refused.waiting, nothing);
	t.deepEqual(messages(), ['a record was dropped: dead letters can\'t be written to letters.ndjson']);
});

for (const [what, size, fit] of [['bytes', 10 * (1024 ** 2), 6], ['records', 1, 10_000]] as const) {
	test(`no more wait than a bound allows, in ${what}; the others are dropped, counted and said once`, t => {
		const {refuse, refused, deadLetters, totals, messages} = createBench();
		deadLetters.failure = full;
		const text = 'x'.repeat(size);
		for (let count = 0; count < fit + 5; count++) {
			refuse(text);
		}

		t.is(refused.waiting.records, fit);
		t.is(totals.dropped.deadLetterFailed.records, 5);
		t.is(messages().filter(message => message.includes('dropped')).length, 1);
	});
}
