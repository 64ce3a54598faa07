import test from 'ava';
import {help, readOptions} from './options.js';

test('without words, every workload runs in five rounds', t => {
	t.deepEqual(readOptions([]), {
		what: 'workloads', isQuick: false, rounds: 5, only: [], against: undefined, isMarkdown: false,
	});
});

test('a quick run has three rounds unless it is told otherwise', t => {
	t.is(readOptions(['--quick']).rounds, 3);
	t.is(readOptions(['--quick', '--rounds', '7']).rounds, 7);
});

test('several workloads can be named', t => {
	t.deepEqual(readOptions(['--only', 'null', '--only', 'TCP']).only, ['null', 'TCP']);
});

for (const what of ['growth', 'screen', 'shards', 'help'] as const) {
	test(`--${what} is measured in place of the workloads, and explained`, t => {
		t.is(readOptions([`--${what}`]).what, what);
		t.true(what === 'help' || help.includes(`--${what}`));
	});
}

for (const rounds of ['0', '1.5', 'many']) {
	test(`${rounds} rounds are refused`, t => {
		t.throws(() => readOptions(['--rounds', rounds]), {message: /whole number from 1/v});
	});
}

test('an unknown flag is refused', t => {
	t.throws(() => readOptions(['--fast']), {message: /--fast/v});
});

test('the tables of the document cannot compare with a revision', t => {
	t.throws(() => readOptions(['--markdown', '--against', 'main']), {message: /without --against/v});
});
