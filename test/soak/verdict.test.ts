import test from 'ava';
import {judge, type Sample} from './verdict.js';

const bounds = {unit: 'frames', leastRate: 9, warmUp: 60};

function run(change: (at: number) => Partial<Sample>): readonly Sample[] {
	return Array.from({length: 60}, (_, index) => {
		const at = (index + 1) * 10;
		return {
			at, rss: 150, heap: 30, files: 27, rate: 10, ...change(at),
		};
	});
}

/** The beginnings of what is found bad. */
function badIn(samples: readonly Sample[]): readonly string[] {
	return judge(samples, bounds).filter(({isFine}) => !isFine).map(({text}) => text.split(' ')[0] ?? '');
}

for (const [what, change, bad] of [
	['a run that stays as it is', () => ({}), []],
	['a run that needs more at the beginning', (at: number) => at < 60 ? {rate: 2, heap: 10} : {}, []],
	['memory that grows', (at: number) => ({rss: 100 + (at / 10)}), ['RSS']],
	['a heap that grows', (at: number) => ({heap: 30 + (at / 50)}), ['reachable']],
	['files that stay open', (at: number) => ({files: 27 + Math.floor(at / 200)}), ['open']],
	['too few frames', () => ({rate: 8.9}), ['frames']],
	['latency that grows', (at: number) => ({p99: at}), ['p99']],
	['latency that stays', () => ({p99: 5}), []],
] as const) {
	test(`${what} is ${bad.length === 0 ? 'fine' : 'found'}`, t => {
		t.deepEqual(badIn(run(change)), [...bad]);
	});
}

test('a run that is too short proves nothing', t => {
	t.false(judge(run(() => ({})).slice(0, 7), bounds).every(({isFine}) => isFine));
});
