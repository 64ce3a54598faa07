import test from 'ava';
import {StopRequests, type StopStep} from '../../source/cli/stop-requests.js';

type Request = readonly [kind: 'signal' | 'key', at: number, step: StopStep | undefined];

const sequences: ReadonlyArray<readonly [title: string, requests: readonly Request[]]> = [
	['three signals, a second apart', [['signal', 0, 'drain'], ['signal', 1000, 'abort'], ['signal', 2000, 'leave']]],
	['timeout signals the program and then its group', [['signal', 5, 'drain'], ['signal', 5.4, undefined], ['signal', 6, undefined]]],
	['just within the second, and just after it', [['signal', 0, 'drain'], ['signal', 999.9, undefined], ['signal', 1000, 'abort'], ['signal', 1999.9, undefined], ['signal', 2000, 'leave']]],
	['the second counts from the first signal, not from its echo', [['signal', 0, 'drain'], ['signal', 900, undefined], ['signal', 1100, 'abort']]],
	['whoever goes on asking leaves again', [['signal', 0, 'drain'], ['signal', 1000, 'abort'], ['signal', 2000, 'leave'], ['signal', 9000, 'leave']]],
	['a key that is pressed twice aborts at once, and leaves only after a second', [['key', 0, 'drain'], ['key', 100, 'abort'], ['key', 200, undefined], ['key', 1099, undefined], ['key', 1100, 'leave']]],
	['a signal right behind a key is the same request', [['key', 0, 'drain'], ['signal', 1, undefined], ['signal', 1000, 'abort']]],
	['a signal after a key is the second', [['key', 0, 'drain'], ['signal', 3000, 'abort'], ['signal', 3001, undefined], ['key', 3002, undefined], ['key', 4000, 'leave']]],
];

for (const [title, requests] of sequences) {
	test(`requests to stop: ${title}`, t => {
		let now = 0;
		const counted = new StopRequests(() => now);
		for (const [kind, at, step] of requests) {
			now = at;
			t.is(counted[kind](), step, `${kind} at ${at}`);
		}
	});
}
