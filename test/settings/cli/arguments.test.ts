import {readFile} from 'node:fs/promises';
import test from 'ava';
import fc from 'fast-check';
import {schema} from '../../../source/cli/schema.js';
import {UsageError} from '../../../source/domain/errors.js';
import {parseArguments, type Arguments} from '../../../source/settings/cli/arguments.js';
import {helpText} from '../../../source/settings/cli/help.js';
import {flagOf, formatSetting} from '../../../source/settings/schema.js';
import {refusalOf} from '../../helpers/refusal.js';

function parse(line: string): Arguments {
	return parseArguments(schema, line.split(' ').filter(word => word !== ''));
}

const noOutput = {
	plain: false, json: false, verbose: false, theme: 'dark', ascii: undefined, screenReader: undefined, report: undefined, record: undefined, replay: undefined, debug: false,
};

test('a bare command runs with nothing given', t => {
	t.deepEqual(parse(''), {
		kind: 'run', explicit: {values: {}, given: {}}, config: undefined, output: noOutput,
	});
});

test('settings and output flags are told apart', t => {
	t.deepEqual(parse('--rate 50k --duration=30s --sink null --plain --verbose --debug --report report.json --config m.yaml'), {
		kind: 'run',
		explicit: {values: {rate: 50_000, duration: 30_000, sink: 'null'}, given: {rate: '--rate 50k', duration: '--duration 30s', sink: '--sink null'}},
		config: 'm.yaml',
		output: {
			...noOutput, plain: true, verbose: true, debug: true, report: 'report.json',
		},
	});
});

test('a switch is on alone and off with no-', t => {
	t.like(parse('--gzip'), {explicit: {values: {gzip: true}}});
	t.like(parse('--no-gzip'), {explicit: {values: {gzip: false}, given: {gzip: '--no-gzip'}}});
	t.like(parse('--json --no-verbose'), {output: {json: true, verbose: false}});
});

test('the look of the screen is chosen by flags, and left open without them', t => {
	t.like(parse('--theme light --ascii --screen-reader'), {output: {theme: 'light', ascii: true, screenReader: true}});
	t.like(parse('--no-ascii --no-screen-reader'), {output: {theme: 'dark', ascii: false, screenReader: false}});
});

test('a dash alone is a value', t => {
	t.like(parse('--report - --plain'), {output: {report: '-', plain: true}});
	t.like(parse('--report=-'), {output: {report: '-'}});
});

test('values keep their quotes, equals signs and spaces', t => {
	t.like(parseArguments(schema, ['--content-type', '"a"; b=c', '--dead-letter=x = y']), {explicit: {values: {contentType: '"a"; b=c', deadLetter: 'x = y'}}});
});

const refused: ReadonlyArray<readonly [string, RegExp]> = [
	['--bach-size 5', /^unknown flag --bach-size \(did you mean --batch-size\?\)/v],
	['--batchSize 5', /^unknown flag --batchSize \(did you mean --batch-size\?\)/v],
	['--wat', /^unknown flag --wat \(see millrace --help\)/v],
	['-x', /^unknown flag -x/v],
	['-abc', /^unknown flag -a/v],
	['-5', /^unknown flag -5/v],
	['--no-rate', /^unknown flag --no-rate: --rate takes a value/v],
	['--no-wat', /^unknown flag --no-wat/v],
	['--a.b 5', /^unknown flag --a\.b/v],
	['--__proto__ 5', /^unknown flag --__proto__/v],
	['--constructor', /^unknown flag --constructor/v],
	['--rate', /^--rate needs a value: --rate <rate>/v],
	['--rate=', /^--rate needs a value/v],
	['--rate --plain', /^--rate needs a value/v],
	['--sink -h5', /^--sink needs a value/v],
	['--report', /^--report needs a value: --report <file\|->/v],
	['--rate 5 --rate 6', /^--rate is given twice/v],
	['--plain --plain', /^--plain is given twice/v],
	['--gzip --no-gzip', /^--gzip is given twice/v],
	['--plain=maybe', /^--plain takes no value, got "maybe"/v],
	['--plain maybe', /^unexpected "maybe": millrace takes flags only/v],
	['foo', /^unexpected "foo": millrace takes flags only \(see millrace --help\)/v],
	['-- --plain', /^unexpected "--plain"/v],
	['--rate 5 6', /^unexpected "6"/v],
	['--theme pink', /^--theme: expected dark, light, contrast, got "pink"/v],
	['--plain --json', /^--plain and --json exclude each other/v],
	['--rate 5 --interval 1ms', /^--rate 5 and --interval 1ms both set the rate/v],
	['--rate abc', /^--rate: expected records a second .*, got "abc"/v],
	['--batch-size 0', /^--batch-size: expected a whole number from 1 to 1M, got "0"/v],
	['--count -5', /^--count: expected .*, got "-5"/v],
	['--batch-timeout 500', /^--batch-timeout: expected a time .*, got "500" \(add the unit/v],
	['--sink ftp://x', /^--sink: expected simulated, null, stdout, file:<path>, tcp:\/\/<host>:<port>, http:\/\/<host> or https:\/\/<host>, got "ftp:\/\/x"/v],
	['--sink http://h:99999/', /^--sink: expected a port from 1 to 65535, got 99999 in http:\/\/h:99999\//v],
];

for (const [line, said] of refused) {
	test(`${line} is refused in one clear line`, t => {
		t.regex(refusalOf(t, () => parse(line)), said);
	});
}

test('a value with line breaks or escapes is shown within the line', t => {
	const said = refusalOf(t, () => parseArguments(schema, ['--rate', 'a\n\u001B[31mb']));
	t.regex(said, /"a\\n\\u001b\[31mb"/v);
});

test('a password does not get into messages', t => {
	t.false(refusalOf(t, () => parse('--sink http://me:secret@host:0/')).includes('secret'));
	t.false(JSON.stringify(parse('--sink http://me:secret@host/')).includes('"--sink http://me:secret@'));
});

function outcomeOf(words: readonly string[]): string {
	try {
		return parseArguments(schema, words).kind;
	} catch (error) {
		return error instanceof Error ? error.name : 'no error';
	}
}

test('whatever the words, there is a result or a usage error, and the process goes on', t => {
	const word = fc.oneof(fc.string(), fc.constantFrom('--rate', '--plain', '--gzip', '--no-gzip', '--', '-', '5', '10k', '--sink=', '--version', '--x=y', '--toString'));
	fc.assert(fc.property(fc.array(word, {maxLength: 5}), words => {
		t.regex(outcomeOf(words), /^(?:run|show|UsageError)$/v);
	}));
});

test('what a setting is shown as can be given as its flag', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 1_000_000}), fc.integer({min: 1, max: 3_600_000}), (batchSize, batchTimeout) => {
		const parsed = parseArguments(schema, [
			flagOf('batchSize'),
			formatSetting(schema, 'batchSize', batchSize),
			flagOf('batchTimeout'),
			formatSetting(schema, 'batchTimeout', batchTimeout),
		]);
		t.like(parsed, {explicit: {values: {batchSize, batchTimeout}}});
	}));
});

test('help and version are shown, help whatever else is wrong', async t => {
	t.deepEqual(parse('--help'), {kind: 'show', text: helpText(schema)});
	t.deepEqual(parse('--wat -h'), {kind: 'show', text: helpText(schema)});
	const packageText = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8');
	const version = /"version": "(?<version>[^"]+)"/v.exec(packageText)?.groups?.version ?? 'none';
	t.deepEqual(parse('--version'), {kind: 'show', text: `${version}\n`});
	t.throws(() => parse('--version --wat'), {instanceOf: UsageError});
});
