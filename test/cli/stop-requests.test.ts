import test from 'ava';
import {StopRequests, type StopStep} from '../../source/cli/stop-requests.js';

type Request = readonly [at: number, step: StopStep | undefined];

const sequences: ReadonlyArray<readonly [title: string, requests: readonly Request[]]> = [
	['three, a second apart', [[0, 'drain'], [1000, 'abort'], [2000, 'leave']]],
	['timeout signals the program and then its group', [[5, 'drain'], [5.4, undefined], [6, undefined]]],
	['just within the second, and just after it', [[0, 'drain'], [999.9, undefined], [1000, 'abort'], [1999.9, undefined], [2000, 'leave']]],
	['the second counts from the first, not from its echo', [[0, 'drain'], [900, undefined], [1100, 'abort']]],
	['whoever goes on asking leaves again', [[0, 'drain'], [1000, 'abort'], [2000, 'leave'], [9000, 'leave']]],
	['what is struck twice is struck once', [[0, 'drain'], [100, undefined], [150, undefined], [3000, 'abort'], [3001, undefined]]],
];

for (const [title, requests] of sequences) {
	test(`requests to stop: ${title}`, t => {
		let now = 0;
		const counted = new StopRequests(() => now);
		for (const [at, step] of requests) {
			now = at;
			t.is(counted.ask(), step, `at ${at}`);
		}
	});
}
