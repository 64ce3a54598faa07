import test from 'ava';
import fc from 'fast-check';
import {schema} from '../../source/cli/schema.js';
import {needsEngine} from '../../source/cli/needs-engine.js';
import {parseArguments} from '../../source/settings/cli/arguments.js';
import {flagsOf} from '../../source/settings/cli/flags.js';

/** Whether the command line is understood and runs nothing; `undefined` where it is refused. */
function onlyShows(words: readonly string[]): boolean | undefined {
	try {
		return parseArguments(schema, words).kind === 'show';
	} catch {
		return undefined;
	}
}

for (const words of [['-h'], ['--help'], ['--version'], ['--plain', '-h'], ['--sink', '-h'], ['--rate', '5', '--version']]) {
	test(`${words.join(' ')} needs no engine`, t => {
		t.false(needsEngine(words));
	});
}

test('a run needs one', t => {
	t.true(needsEngine([]));
	t.true(needsEngine(['--sink', 'file:--help', '--plain']));
});

test('whether an engine is needed is what the command line means, in any order of its words', t => {
	const word = fc.oneof(
		fc.constantFrom(...flagsOf(schema).flatMap(({flag, short}) => short === undefined ? [flag] : [flag, `-${short}`])),
		fc.constantFrom('--no-ascii', 'file:x', 'null', '5', '-', '--', ''),
	);
	fc.assert(fc.property(fc.array(word, {maxLength: 4}), words => {
		const shows = onlyShows(words);
		t.true(shows === undefined || needsEngine(words) === !shows);
	}));
});
