import {Buffer} from 'node:buffer';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {openReceiver, type Received} from '../helpers/http-receiver.js';
import {readDeadLetters, recordsIn, runProgram} from '../helpers/program.js';

function linesOf({body}: Received): string[] {
	return Buffer.from(body).toString().split('\n').slice(0, -1);
}

function sequence(count: number): string {
	return Array.from({length: count}, (_, index) => `${index + 1}\n`).join('');
}

const flags = ['--dead-letter', 'dead.ndjson', '--backoff-base', '10ms', '--backoff-cap', '100ms'];

for (const status of [400, 422]) {
	for (const bad of [[1], [120], [300], [51, 100], [7, 8, 9, 150, 299]]) {
		test(`a ${status} costs exactly the bad records: ${bad.join(', ')}`, async t => {
			const folder = ownPath(t, '');
			const receiver = await openReceiver(t);
			const confirmed: string[] = [];
			receiver.answer(response => {
				const lines = receiver.requests.slice(-1).flatMap(request => linesOf(request));
				if (lines.some(line => bad.includes(Number(line)))) {
					response.writeHead(status).end('no good');
				} else {
					confirmed.push(...lines);
					response.writeHead(204).end();
				}
			});
			const records = Array.from({length: 300}, (_, index) => String(index + 1));
			const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, ...flags, '--batch-size', '50', '--max-workers', '1'], {folder, input: `${records.join('\n')}\n`});
			t.is(code, 3);
			t.deepEqual(readDeadLetters(folder).map(({record}) => Number(record)).toSorted((a, b) => a - b), bad);
			t.deepEqual(confirmed.toSorted((a, b) => Number(a) - Number(b)), records.filter(record => !bad.includes(Number(record))));
			t.is(recordsIn(lastLine, 'delivered'), 300 - bad.length);
			t.is(recordsIn(lastLine, 'unaccounted'), 0);
			t.true(recordsIn(lastLine, 'sent again') > 0, 'the receiver may have kept the good ones of what it refused');
		});
	}

	test(`what a receiver keeps of a batch that it answers with ${status} is there twice, and counted as sent again`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		const kept: string[] = [];
		receiver.answer(response => {
			const lines = receiver.requests.slice(-1).flatMap(request => linesOf(request));
			const good = lines.filter(line => line !== '70');
			kept.push(...good);
			response.writeHead(good.length === lines.length ? 204 : status).end('kept the others');
		});
		const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, ...flags, '--batch-size', '50', '--max-workers', '1'], {folder, input: sequence(150)});
		t.is(code, 3);
		t.deepEqual(readDeadLetters(folder).map(({record}) => record), ['70']);
		t.is(new Set(kept).size, 149, 'each good record is there');
		const twice = kept.length - 149;
		t.true(twice > 0);
		t.true(recordsIn(lastLine, 'sent again') >= twice, `${lastLine} for ${twice}`);
	});

	test(`a single record that is refused with ${status} was not taken, so nothing is sent again`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			response.writeHead(receiver.requests.slice(-1).flatMap(request => linesOf(request)).includes('3') ? status : 204).end();
		});
		const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, ...flags, '--batch-size', '1'], {folder, input: sequence(5)});
		t.deepEqual([code, lastLine], [3, 'Ledger: 5 accepted = 4 delivered + 1 dead-lettered (in dead.ndjson); 0 unaccounted.']);
	});
}

test('a receiver that refuses a number of records with 413 for a while has whole batches again', async t => {
	const receiver = await openReceiver(t);
	let isBusy = true;
	receiver.answer(response => {
		const [request] = receiver.requests.slice(-1);
		const records = request === undefined ? 0 : linesOf(request).length;
		isBusy &&= records > 20;
		response.writeHead(isBusy ? 413 : 204).end();
	});
	const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, ...flags, '--batch-size', '200', '--max-workers', '1'], {input: sequence(60_000)});
	t.deepEqual([code, lastLine], [0, 'Ledger: 60,000 accepted = 60,000 delivered; 0 unaccounted.']);
	t.is(Math.max(...receiver.requests.slice(-5, -1).map(request => linesOf(request).length)), 200);
});

for (const [title, limit, more] of [
	['the receiver\'s limit is found', 3000, []],
	['the receiver\'s limit is smaller than a tenth of a batch', 300, []],
	['--batch-bytes keeps to it', 3000, ['--batch-bytes', '3000']],
] as const) {
	test(`what is too large is sent in halves, and only a record that is too large alone is refused: ${title}`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		const confirmed: string[] = [];
		let refusals = 0;
		receiver.answer(response => {
			const [request] = receiver.requests.slice(-1);
			if (request === undefined || request.body.length > limit) {
				refusals++;
				response.writeHead(413).end();
			} else {
				confirmed.push(...linesOf(request));
				response.writeHead(204).end();
			}
		});
		const records = Array.from({length: 500}, (_, index) => `${index} ${'x'.repeat(index === 250 ? 5000 : index % 200)}`);
		const {code, lastLine} = await runProgram(t, ['--sink', `http://127.0.0.1:${receiver.port}/`, ...flags, '--batch-size', '50', '--max-workers', '1', ...more], {folder, input: `${records.join('\n')}\n`});
		t.is(code, 3);
		t.deepEqual(readDeadLetters(folder).map(({record}) => record.length), [5004]);
		t.deepEqual(confirmed.toSorted(), records.toSpliced(250, 1).toSorted());
		t.is(recordsIn(lastLine, 'delivered'), 499);
		t.is(recordsIn(lastLine, 'sent again'), 0, 'a request that is too large was not taken');
		t.true(refusals <= (more.length === 0 ? 25 : 1), `${refusals} requests were refused`);
	});
}
