import test from 'ava';
import fc from 'fast-check';
import {
	add, droppedOf, insideOf, isBalanced, lostOf, nothing, subtract, type Amount, type Ledger,
} from '../../source/domain/ledger.js';

const amounts: fc.Arbitrary<Amount> = fc.record({records: fc.nat(1e9), bytes: fc.nat(1e12)});

/** Ledgers that balance. */
const ledgers: fc.Arbitrary<Ledger> = fc.record({
	queued: amounts,
	batched: amounts,
	inFlight: amounts,
	delivered: amounts,
	deadLettered: amounts,
	sinkClosed: amounts,
	deadLetterFailed: amounts,
	cut: amounts,
	resent: fc.nat(),
	unreachable: amounts,
}).map(({
	sinkClosed, deadLetterFailed, cut, resent, unreachable, ...terms
}) => ({
	...terms,
	accepted: add(...Object.values(terms), sinkClosed, deadLetterFailed),
	dropped: {sinkClosed, deadLetterFailed},
	cut,
	resent,
	unreachable,
}));

const one: Amount = {records: 1, bytes: 0};
const oneByte: Amount = {records: 0, bytes: 1};

test('amounts add and subtract in records and in bytes', t => {
	t.deepEqual(add(), nothing);
	t.deepEqual(add({records: 1, bytes: 20}, {records: 3, bytes: 400}), {records: 4, bytes: 420});
	t.deepEqual(subtract({records: 4, bytes: 420}, {records: 3, bytes: 400}), {records: 1, bytes: 20});
});

test('a ledger in which every accepted record is somewhere balances, whatever was resent, cut or put out of reach', t => {
	fc.assert(fc.property(ledgers, ledger => {
		t.true(isBalanced(ledger));
		t.deepEqual(lostOf(ledger), nothing);
	}));
});

for (const [name, error] of [['record', one], ['byte', oneByte]] as const) {
	for (const term of ['queued', 'batched', 'inFlight', 'delivered', 'deadLettered'] as const) {
		test(`a ${name} missing or twice in ${term} is noticed`, t => {
			fc.assert(fc.property(ledgers, ledger => {
				const missing = {...ledger, [term]: subtract(ledger[term], error)};
				t.false(isBalanced(missing));
				t.deepEqual(lostOf(missing), error);
				const twice = {...ledger, [term]: add(ledger[term], error)};
				t.false(isBalanced(twice));
				t.deepEqual(lostOf(twice), {records: 0 - error.records, bytes: 0 - error.bytes});
			}), {numRuns: 20});
		});
	}

	for (const reason of ['sinkClosed', 'deadLetterFailed'] as const) {
		test(`a ${name} missing in what was dropped for ${reason} is noticed`, t => {
			fc.assert(fc.property(ledgers, ledger => {
				const dropped = {...ledger.dropped, [reason]: subtract(ledger.dropped[reason], error)};
				t.deepEqual(lostOf({...ledger, dropped}), error);
			}), {numRuns: 20});
		});
	}

	test(`a ${name} accepted and nowhere is lost`, t => {
		fc.assert(fc.property(ledgers, ledger => {
			const lost = {...ledger, accepted: add(ledger.accepted, error)};
			t.false(isBalanced(lost));
			t.deepEqual(lostOf(lost), error);
		}), {numRuns: 20});
	});
}

test('inside is what waits, is held or is at the sink; dropped is the sum over the reasons', t => {
	const ledger: Ledger = {
		accepted: nothing,
		queued: {records: 1, bytes: 10},
		batched: {records: 2, bytes: 20},
		inFlight: {records: 4, bytes: 40},
		delivered: {records: 8, bytes: 80},
		deadLettered: {records: 16, bytes: 160},
		dropped: {sinkClosed: {records: 32, bytes: 320}, deadLetterFailed: {records: 64, bytes: 640}},
		cut: {records: 256, bytes: 2560},
		resent: 128,
		unreachable: {records: 256, bytes: 256},
	};
	t.deepEqual(insideOf(ledger), {records: 7, bytes: 70});
	t.deepEqual(droppedOf(ledger), {records: 96, bytes: 960});
	t.deepEqual(lostOf(ledger), {records: -127, bytes: -1270});
});
