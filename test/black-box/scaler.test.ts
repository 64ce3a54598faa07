import test from 'ava';
import {runProgram} from '../helpers/program.js';

const cases: ReadonlyArray<readonly [string, readonly string[]]> = [
	['a sink that takes everything at once', ['--sink', 'null']],
	['one file', ['--sink', 'file:out']],
];

for (const [what, words] of cases) {
	test.serial(`workers that bring nothing are taken back, and it says so: ${what}`, async t => {
		const {code, stderr} = await runProgram(t, ['--rate', 'max', ...words, '--scale-interval', '200ms', '--duration', '4s', '--plain']);
		t.is(code, 0);
		t.regex(stderr, /^Scaler: scaling UP, workers = 2 \(/mv);
		t.regex(stderr, /^Scaler: scaling Down, workers = \d+ \(taken back: \d+ workers move no more than \d+: [\d.]+[kM]\/s\)$/mv);
	});
}
