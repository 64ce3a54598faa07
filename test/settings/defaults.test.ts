import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import {UsageError} from '../../source/domain/errors.js';
import {chooseEnds, type Ends, type Surroundings} from '../../source/settings/defaults.js';
import {noExplicitSettings, parseExplicit, type ExplicitSettings} from '../../source/settings/explicit-settings.js';
import type {DescriptorKind} from '../../source/settings/descriptor.js';
import {refusalOf} from '../helpers/refusal.js';

function given(...words: readonly string[]): ExplicitSettings {
	return parseExplicit(words.map(word => {
		const [name = '', text = ''] = word.split('=');
		const entry = schema.entries.get(name);
		if (entry === undefined) {
			throw new TypeError(name);
		}

		return {
			entry, text, came: text, where: `--${name}`, given: `--${name} ${text}`,
		};
	}));
}

const terminal: Surroundings = {stdin: 'terminal', isStdoutTerminal: true, seed: 1};
const piped: Surroundings = {stdin: 'pipe', isStdoutTerminal: false, seed: 1};

const chosen: ReadonlyArray<readonly [string, ExplicitSettings, Surroundings, Ends]> = [
	['nothing given in a terminal', noExplicitSettings, terminal, {source: 'synthetic', sink: 'simulated', rate: 1000}],
	['stdin is /dev/null', noExplicitSettings, {...terminal, stdin: 'null'}, {source: 'synthetic', sink: 'simulated', rate: 1000}],
	['stdin is closed', noExplicitSettings, {...piped, stdin: 'closed'}, {source: 'synthetic', sink: 'simulated', rate: 1000}],
	['stdin is some device', noExplicitSettings, {...piped, stdin: 'other'}, {source: 'stdin', sink: 'stdout', rate: 'max'}],
	['a pipe in and a pipe out', noExplicitSettings, piped, {source: 'stdin', sink: 'stdout', rate: 'max'}],
	['a socket in', noExplicitSettings, {...piped, stdin: 'socket'}, {source: 'stdin', sink: 'stdout', rate: 'max'}],
	['a file in', noExplicitSettings, {...piped, stdin: 'file'}, {source: 'stdin', sink: 'stdout', rate: 'max'}],
	['a pipe in and a sink given', given('sink=null'), {...piped, isStdoutTerminal: true}, {source: 'stdin', sink: 'null', rate: 'max'}],
	['a pipe in, with --source stdin and a rate', given('source=stdin', 'rate=50'), piped, {source: 'stdin', sink: 'stdout', rate: 50}],
	['a pipe in, with --source synthetic and an interval', given('source=synthetic', 'interval=100us'), piped, {source: 'synthetic', sink: 'simulated', rate: 10_000}],
	['a rate in a terminal', given('rate=max'), terminal, {source: 'synthetic', sink: 'simulated', rate: 'max'}],
	['a terminal as stdin, said so', given('source=stdin', 'sink=null'), terminal, {source: 'stdin', sink: 'null', rate: 'max'}],
	['a duration with a pipe', given('duration=5s'), piped, {source: 'stdin', sink: 'stdout', rate: 'max'}],
];

for (const [title, flags, surroundings, ends] of chosen) {
	test(`${title}: ${ends.source} to ${ends.sink}`, t => {
		t.deepEqual(chooseEnds(schema.components, flags, surroundings), ends);
	});
}

for (const word of ['rate=50k', 'interval=1ms', 'count=10']) {
	test(`a piped stdin with ${word} and no source is refused, naming both`, t => {
		const said = refusalOf(t, () => chooseEnds(schema.components, given(word), piped));
		t.is(said.slice(0, said.indexOf(' is given')), `stdin is a pipe, and --${word.replace('=', ' ')}`);
		t.regex(said, /--source synthetic .*--source stdin/v);
	});
}

test('a redirected file with a rate is refused as well', t => {
	t.regex(refusalOf(t, () => chooseEnds(schema.components, given('rate=5'), {...piped, stdin: 'file'})), /^stdin is a file/v);
});

test('a real source with a terminal on stdout and no sink is refused with a hint', t => {
	t.regex(refusalOf(t, () => chooseEnds(schema.components, noExplicitSettings, {...piped, isStdoutTerminal: true})), /stdout is a terminal.*--sink/v);
	t.regex(refusalOf(t, () => chooseEnds(schema.components, given('source=stdin'), terminal)), /stdout is a terminal.*--sink/v);
});

const stdinKinds: readonly DescriptorKind[] = ['terminal', 'null', 'closed', 'pipe', 'socket', 'file', 'other'];
const redirected = new Set<DescriptorKind>(['pipe', 'socket', 'file', 'other']);
const realSinks = ['file:x', 'stdout', 'tcp://h:9000', 'http://h/in'];
const otherSinks = ['simulated', 'null'];

/** Each says that generated records are wanted; beside a redirected stdin the first three say too much. */
const askingWords = ['rate=50', 'interval=1ms', 'count=10', 'spikeFactor=3', 'spikeLength=5s'];
const sayingNothing = ['duration=5s', 'batchSize=10', 'seed=1'];

function sourceOf(stdin: DescriptorKind, ...words: readonly string[]): string {
	try {
		return String(chooseEnds(schema.components, given(...words), {stdin, isStdoutTerminal: false, seed: 1}).source);
	} catch (error) {
		return error instanceof UsageError ? 'refused' : String(error);
	}
}

for (const stdin of stdinKinds) {
	const isRedirected = redirected.has(stdin);

	test(`stdin ${stdin}: a real sink gets generated records only where they are asked for`, t => {
		for (const sink of realSinks) {
			t.is(sourceOf(stdin, `sink=${sink}`), isRedirected ? 'stdin' : 'refused', `with ${sink}`);
			t.is(sourceOf(stdin, `sink=${sink}`, 'source=synthetic'), 'synthetic', `with ${sink}`);
			t.is(sourceOf(stdin, `sink=${sink}`, 'source=stdin'), 'stdin', `with ${sink}`);
			for (const word of sayingNothing) {
				t.is(sourceOf(stdin, `sink=${sink}`, word), isRedirected ? 'stdin' : 'refused', `${sink} ${word}`);
			}

			for (const [index, word] of askingWords.entries()) {
				t.is(sourceOf(stdin, `sink=${sink}`, word), isRedirected ? (index < 3 ? 'refused' : 'stdin') : 'synthetic', `${sink} ${word}`);
			}
		}
	});

	test(`stdin ${stdin}: without a real sink a redirected stdin is the source, and else the generator`, t => {
		for (const sink of [[], ...otherSinks.map(name => [`sink=${name}`])]) {
			for (const word of [[], ...sayingNothing.map(text => [text])]) {
				t.is(sourceOf(stdin, ...sink, ...word), isRedirected ? 'stdin' : 'synthetic', `${sink.join('')} ${word.join('')}`);
			}

			for (const [index, word] of askingWords.entries()) {
				t.is(sourceOf(stdin, ...sink, word), isRedirected ? (index < 3 ? 'refused' : 'stdin') : 'synthetic', `${sink.join('')} ${word}`);
			}
		}
	});
}

test('a real sink without records is refused with what stdin is and what to do, and no secret', t => {
	const said = refusalOf(t, () => chooseEnds(schema.components, given('sink=http://me:secret@h/a/secret'), {...piped, stdin: 'null'}));
	t.regex(said, /^there are no records for --sink http:\/\/\*\*\*@h\/a\/…: stdin is \/dev\/null, and no source is given.*--source file:app\.log .*--source synthetic/v);
	t.regex(refusalOf(t, () => chooseEnds(schema.components, given('sink=file:x', 'duration=5s'), terminal)), /stdin is a terminal, and no source is given beside --duration 5s/v);
});
