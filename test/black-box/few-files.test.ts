import test from 'ava';
import {startShell} from '../helpers/program.js';

/** The smallest of them is what Node.js itself needs to begin. */
const limits = [20, 24, 28, 32, 36, 40, 48, 56, 63];

test('with few files that may be open the program runs, or says so in one line and exits 1', async t => {
	for (const limit of limits) {
		const line = `ulimit -n ${limit}; millrace --plain --count 5 --rate max --sink null < /dev/null; echo "code $?" >&2; exit 0`;

		const {stderr} = await startShell(t, line).ended;
		t.regex(stderr, /^(?:millrace: too few files may be open at once: expected a limit of 64 or more, [^\n]*ulimit -n 1024\)\ncode 1\n|Running[\s\S]*0 unaccounted\.\ncode 0\n)$/v, `with ${limit}`);
	}
});

test('a sink that needs more files than there may be is told in the same line', async t => {
	const {stderr} = await startShell(t, 'ulimit -n 40; echo x | millrace --plain --sink http://127.0.0.1:9/ --max-attempts 1 --dead-letter dead; echo "code $?" >&2; exit 0').ended;
	t.regex(stderr, /^millrace: too few files may be open at once: [^\n]*\ncode 1\n$|0 unaccounted\.\ncode 3\n$/v);
});
