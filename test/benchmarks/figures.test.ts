import test from 'ava';
import type {Contestant} from './contestant.js';
import {figuresOf, ratiosOf, spreadOf} from './figures.js';
import {withoutStart, type Measured} from './rounds.js';

type Given = Partial<Pick<Contestant, 'name' | 'settings' | 'isMillrace' | 'records'>>;

function contestant({name = 'Millrace', settings = 'batch 50', isMillrace = true, records = 1000}: Given = {}): Contestant {
	return {
		name, settings, isMillrace, records, includesStart: true,
		async run() {
			throw new Error('nothing runs here');
		},
	};
}

function measured(given: Given, seconds: readonly number[], cpuSeconds = 1): Measured {
	return withoutStart(contestant(given), [], seconds.map(some => ({
		seconds: some, cpuSeconds, peakBytes: some * 100, bytes: 5000,
	})));
}

const peer: Given = {name: 'syslog-ng', settings: '', isMillrace: false};

test('figures are medians, but the peak is the highest', t => {
	t.deepEqual(figuresOf(measured({}, [2, 1, 4], 3)), {
		recordsPerSecond: 500, bytesPerSecond: 2500, cpuSecondsPerMillion: 3000, peakBytes: 400,
	});
});

test('a start does not count, and never makes the CPU negative', t => {
	const run = {
		seconds: 3, cpuSeconds: 0.5, peakBytes: 1, bytes: 1,
	};
	const {runs, startSeconds} = withoutStart(contestant(), [{...run, seconds: 1, cpuSeconds: 0.7}], [run]);
	t.is(startSeconds, 1);
	t.deepEqual(runs, [{...run, seconds: 2, cpuSeconds: 0}]);
});

test('a ratio is taken in each round, by the record', t => {
	const [ratio] = ratiosOf('x', [measured({records: 4000}, [1, 2, 1]), measured(peer, [1, 1, 2])]);
	t.deepEqual(ratio?.speed, {least: 2, median: 4, most: 8});
	t.deepEqual(ratio?.cpu, {least: 0.25, median: 0.25, most: 0.25});
});

test('peers are not compared with each other, nor variants that differ in more than the screen', t => {
	const all = [measured({}, [1]), measured({settings: 'batch 1000'}, [1]), measured({settings: 'batch 50, with the screen'}, [1]), measured(peer, [1])];
	t.deepEqual(ratiosOf('x', all).map(({of, to}) => [of.settings, to.settings]), [
		['batch 50', ''],
		['batch 1000', ''],
		['batch 50, with the screen', 'batch 50'],
		['batch 50, with the screen', ''],
	]);
});

test('a build is compared with its rival of the same settings only', t => {
	const all = [measured({}, [1]), measured({name: 'main'}, [2]), measured({name: 'main', settings: 'batch 1000'}, [2])];
	t.deepEqual(ratiosOf('x', all, 'main').map(({of, to, speed}) => [of.name, to.name, speed.median]), [['Millrace', 'main', 2]]);
});

test('one that never ran is compared with nothing', t => {
	t.deepEqual(ratiosOf('x', [measured({}, [1]), measured(peer, [])]), []);
});

test('a target belongs to its workload and its peer', t => {
	const targets = (workload: string) => ratiosOf(workload, [measured({}, [1]), measured(peer, [1])]).map(({target}) => target?.speed);
	t.deepEqual(targets('TCP → file, 128 B, 1 connection'), [4]);
	t.deepEqual(targets('file → file, 150 B'), [12]);
	t.deepEqual(targets('generate → null'), [undefined]);
});

test('a spread has its ends and its middle', t => {
	t.deepEqual(spreadOf([3, 1, 2]), {least: 1, median: 2, most: 3});
});
