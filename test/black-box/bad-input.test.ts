import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {runProgram} from '../helpers/program.js';

type Case = {
	readonly title: string;
	readonly words: readonly string[];
	readonly says: RegExp;

	/** The content of the file `c.yaml`. */
	readonly config?: string;
	readonly input?: string;
};

const cases: readonly Case[] = [
	{title: 'an unknown flag, with the nearest', words: ['--rat', '5'], says: /unknown flag --rat .*--rate/v},
	{title: 'a word that is no flag', words: ['files'], says: /unexpected "files".*--help/v},
	{title: 'a flag without its value', words: ['--rate'], says: /--rate needs a value/v},
	{title: 'a flag that is given twice', words: ['--rate', '5', '--rate', '6'], says: /--rate is given twice/v},
	{title: 'a rate that is none', words: ['--rate', 'abc'], says: /--rate: expected records a second .*, got "abc"/v},
	{title: 'a rate and an interval', words: ['--rate', '5', '--interval', '1ms'], says: /--rate 5 and --interval 1ms both set the rate/v},
	{title: 'an empty batch', words: ['--batch-size', '0'], says: /--batch-size: expected a whole number from 1 .*, got "0"/v},
	{title: 'a time without a unit', words: ['--duration', '5'], says: /--duration: .*add the unit/v},
	{title: 'a negative time', words: ['--grace', '-1s'], says: /--grace: expected .*, got "-1s"/v},
	{title: 'fewer workers at most than at least', words: ['--min-workers', '5', '--max-workers', '2'], says: /--min-workers 5 is more than --max-workers 2/v},
	{title: 'a batch that can never fill', words: ['--queue-size', '10', '--batch-size', '50'], says: /--batch-size 50 is more than --queue-size 10: such a batch can never fill/v},
	{title: 'a sink that there is not', words: ['--sink', 'ftp://x'], says: /--sink: expected .*, got "ftp:\/\/x" \(there is no sink for ftp:\)/v},
	{title: 'a port that there is not', words: ['--sink', 'http://127.0.0.1:99999'], says: /expected a port from 1 to 65535, got 99999/v},
	{title: 'a port that there is not, and the password stays secret', words: ['--sink', 'http://me:hunter2@127.0.0.1:99999/'], says: /^(?!.*hunter2).*expected a port/v},
	{title: 'a file in a folder that there is not', words: ['--rate', '1k', '--sink', 'file:no/such/out.log'], says: /can't append to no\/such\/out\.log: no such file or directory/v},
	{title: 'a folder as the file of the sink', words: ['--rate', '1k', '--sink', 'file:.'], says: /can't append to \.: .*directory/v},
	{title: 'a report that can\'t be written', words: ['--report', 'no/such/report.json'], says: /the report can't be written to no\/such\/report\.json/v},
	{title: 'dead letters that can\'t be written', words: ['--max-attempts', '2', '--dead-letter', 'no/such/dead'], says: /can't keep dead letters in no\/such\/dead/v},
	{title: 'records and report on the same stdout', words: ['--count', '5', '--sink', 'stdout', '--report', '-'], says: /would mix report and records/v},
	{
		title: 'piped records and a rate, of which one must be meant', words: ['--rate', '5'], input: 'x\n', says: /stdin is a (?:pipe|socket), and --rate 5 is given/v,
	},
	{title: 'a missing configuration file', words: ['--config', 'missing.yaml'], says: /missing\.yaml: there is no such file/v},
	{title: 'a folder as the configuration file', words: ['--config', '.'], says: /this is a folder/v},
	{
		title: 'a wrong key, its line and the nearest', words: ['--config', 'c.yaml'], config: 'rate: 10\n\nbatchsize: 50\n', says: /c\.yaml:3: unknown key "batchsize" \(did you mean batchSize\?\)/v,
	},
	{
		title: 'a wrong value in the file and its line', words: ['--config', 'c.yaml'], config: '# ours\nqueueSize: ten\n', says: /c\.yaml:2: queueSize: expected .*, got "ten"/v,
	},
	{
		title: 'a file that is no YAML', words: ['--config', 'c.yaml'], config: 'batchSize: [\n', says: /c\.yaml:\d: not valid YAML/v,
	},
	{
		title: 'a file and a flag that don\'t go together',
		words: ['--config', 'c.yaml', '--batch-size', '60'],
		config: 'queueSize: 10\n',
		says: /--batch-size 60 is more than queueSize: 10 \(c\.yaml:1\)/v,
	},
];

for (const {
	title, words, says, config, input,
} of cases) {
	test.serial(`${title}: one line, exit 2, no record`, async t => {
		const folder = ownPath(t, '');
		if (config !== undefined) {
			fs.writeFileSync(path.join(folder, 'c.yaml'), config);
		}

		const {code, stdout, stderr} = await runProgram(t, words, {folder, ...(input !== undefined && {input})});
		t.is(code, 2);
		t.is(stdout.length, 0);
		t.regex(stderr, /^millrace: [^\n]+\n$/v);
		t.regex(stderr.trimEnd(), says);
		t.deepEqual(fs.readdirSync(folder), config === undefined ? [] : ['c.yaml']);
	});
}

test.serial('a folder as stdin is refused before the first record', async t => {
	const folder = ownPath(t, '');
	const fd = fs.openSync(folder, 'r');
	const {code, stderr} = await runProgram(t, ['--source', 'stdin', '--sink', 'null'], {stdio: [fd, 'pipe', 'pipe']});
	fs.closeSync(fd);
	t.deepEqual([code, stderr], [2, 'millrace: can\'t read stdin: it is a folder (give it a file or a pipe)\n']);
});

test.serial('with --debug, and only then, there is a stack trace', async t => {
	const {code, stderr} = await runProgram(t, ['--debug', '--rate', 'abc']);
	t.is(code, 2);
	t.regex(stderr, /^millrace: --rate: [^\n]+\n[^\n]+\n {4}at /v);
});

test.serial('help and version are no errors', async t => {
	const [help, version] = await Promise.all([runProgram(t, ['--help']), runProgram(t, ['--version'])]);
	t.deepEqual([help.code, help.stderr, version.code, version.stderr], [0, '', 0, '']);
	t.regex(Buffer.from(help.stdout).toString(), /The order of records is kept within a batch and, with one worker/v);
	t.regex(Buffer.from(version.stdout).toString(), /^\d+\.\d+\.\d+\n$/v);
});
