import test from 'ava';
import {startProgram} from '../helpers/program.js';

// No file on a disk: at full speed it would take gigabytes, and its rate changes with whatever else the disk does.
const cases: ReadonlyArray<readonly [string, readonly string[]]> = [
	['a sink that takes everything at once', ['--sink', 'null']],
	['a file that takes everything at once', ['--sink', 'file:/dev/null']],
];

for (const [what, words] of cases) {
	test.serial(`workers that bring nothing are taken back, and it says so: ${what}`, async t => {
		const program = startProgram(t, ['--rate', 'max', ...words, '--scale-interval', '200ms', '--plain']);
		await program.said(/^Scaler: scaling UP, workers = 2 \(/mv);
		await program.said(/^Scaler: scaling Down, workers = \d+ \(taken back: \d+ workers move no more than \d+: [\d.]+[kM]\/s\)$/mv);
		program.kill('SIGTERM');
		const {code} = await program.ended;
		t.is(code, 0);
	});
}
