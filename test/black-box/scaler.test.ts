import type {ServerResponse} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {openReceiver} from '../helpers/http-receiver.js';
import {startProgram} from '../helpers/program.js';

/** Answers at most so many requests at a time, each in so many milliseconds. */
function answerFew(capacity: number, time: number): (response: ServerResponse) => void {
	const waiting: ServerResponse[] = [];
	let busy = 0;
	const work = async () => {
		busy++;
		for (let response = waiting.shift(); response !== undefined; response = waiting.shift()) {
			await delay(time);
			response.writeHead(204).end();
		}

		busy--;
	};

	return response => {
		waiting.push(response);
		if (busy < capacity) {
			void work();
		}
	};
}

// The receiver sets the rate: at full speed into nothing, the machine and all that runs on it do.
for (const capacity of [1, 3]) {
	test.serial(`workers that bring nothing are taken back, and it says so: a receiver that works on ${capacity} at a time`, async t => {
		const receiver = await openReceiver(t);
		receiver.answer(answerFew(capacity, 20));
		const program = startProgram(t, ['--rate', 'max', '--sink', `http://127.0.0.1:${receiver.port}/in`, '--scale-interval', '400ms', '--plain']);
		await program.said(/^Scaler: scaling UP, workers = 2 \(/mv);
		await program.said(/^Scaler: scaling Down, workers = \d+ \(taken back: \d+ workers move no more than \d+: [\d.]+k?\/s\)$/mv);
		program.kill('SIGTERM');
		const {code} = await program.ended;
		t.is(code, 0);
	});
}
