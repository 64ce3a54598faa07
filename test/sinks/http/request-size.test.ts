import test from 'ava';
import {RequestSize} from '../../../source/sinks/http/request-size.js';
import {makeBatch} from '../../helpers/records.js';

/** A batch of so many bytes. */
function batch(bytes: number, records = 2) {
	return makeBatch(Array.from({length: records}, (_, index) => 'x'.repeat(index === 0 ? bytes - (2 * records) + 1 : 1)));
}

/** Sends requests as large as they may be to a receiver with a limit of its own, and answers how many it has refused. */
function send(size: RequestSize, requests: number, limit: number): number {
	let refusals = 0;
	for (let request = 0; request < requests; request++) {
		const sent = batch(size.most);
		if (sent.bytes > limit) {
			refusals++;
			size.refused(sent);
		} else {
			size.accepted(sent);
		}
	}

	return refusals;
}

test('a request may be as large as its user says, at any time', t => {
	let configured = 1000;
	const size = new RequestSize(() => configured);
	t.is(size.most, 1000);
	size.accepted(batch(900));
	configured = 2000;
	t.is(size.most, 2000);
});

test('after a refusal half of that is tried, and a single record teaches nothing', t => {
	const size = new RequestSize(() => 1000);
	size.refused(batch(601));
	t.is(size.most, 301);
	size.refused(batch(1000));
	t.is(size.most, 301, 'it was sent before the first was refused');
	size.refused(batch(100, 1));
	t.is(size.most, 301);
	size.refused(batch(201));
	t.is(size.most, 101);
});

test('a receiver that refused for another reason than bytes has large requests again', t => {
	const size = new RequestSize(() => 1_000_000);
	for (const bytes of [1000, 500, 250, 125, 62, 31]) {
		size.refused(batch(bytes));
	}

	t.is(size.most, 16);
	t.is(send(size, 1500, Infinity), 0);
	t.is(size.most, 1_000_000);
});

test('one that has a limit in bytes is sent nearly as much, and refuses one in ninety or fewer', t => {
	const size = new RequestSize(() => 1_000_000);
	t.is(send(size, 5, 300_000), 2);
	const refusals = send(size, 3000, 300_000);
	t.true(refusals > 0 && refusals <= 3000 / 88, `${refusals} refused`);
	t.true(size.most >= 150_000);
});

test('a small request shows nothing of a larger one', t => {
	const size = new RequestSize(() => 1_000_000);
	size.refused(batch(1000));
	for (let request = 0; request < 1000; request++) {
		size.accepted(batch(250));
	}

	t.is(size.most, 500);
	size.accepted(batch(251));
	t.is(size.most, 504);
});

test('a single record that is taken shows that as much may be sent', t => {
	const size = new RequestSize(() => 1_000_000);
	size.refused(batch(1000));
	size.accepted(batch(12_800, 1));
	t.is(size.most, 12_900);
});
