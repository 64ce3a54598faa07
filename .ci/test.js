// Runs all tests, or those of the files that are given. A file of real processes and sockets in which a test failed or stood still is run a second time, alone: what passes then is a fault of the moment, and is listed by name.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';

/** The rooms that have real time in them; what fails on virtual time has no excuse. */
const realTime = new Set(['attack', 'black-box', 'cli', 'sinks', 'sources', 'tui']);

/** With more files than this it is not the moment that is at fault. */
const fewFiles = 3;

const ava = ['ava', '--config', '.ava.config.js'];

/** Runs AVA and shows what it says; resolves to its exit code and its lines. */
async function run(words) {
	const child = spawn('npx', [...ava, ...words], {
		stdio: ['inherit', 'pipe', 'inherit'],
		env: {...process.env, ...(process.stdout.isTTY && {FORCE_COLOR: '1'})},
	});
	let output = '';
	child.stdout.setEncoding('utf8').on('data', piece => {
		output += piece;
		process.stdout.write(piece);
	});
	const code = await new Promise(resolve => {
		child.on('close', resolve);
	});
	return {code, lines: stripVTControlCharacters(output).split('\n')};
}

/** The file of a test whose title AVA gives as `room › file › title`. */
function fileOf(title) {
	const words = title.split(' › ');
	return words
		.map((_, index) => path.join('dist/test', `${words.slice(0, index + 1).join('/')}.test.js`))
		.find(file => fs.existsSync(file));
}

/** The titles behind a mark; how a test failed may stand behind its title, and is in no file's name. */
const titlesOf = (lines, mark) => lines.filter(line => mark.test(line)).map(line => line.replace(mark, ''));

const numberBefore = (lines, pattern) => Number(lines.find(line => pattern.test(line))?.trim().split(' ')[0] ?? 0);

const count = (lines, pattern) => lines.filter(line => pattern.test(line)).length;

async function main(files) {
	const first = await run(files);
	const failed = titlesOf(first.lines, /^ +[×✖✘] \[fail\]: /v);
	const stuck = titlesOf(first.lines.filter(line => line.includes(' › ')), /^ {2}◌ /v);
	const failedFiles = [...new Set([...failed, ...stuck].map(title => fileOf(title)))];
	const summary = first.lines.slice(first.lines.lastIndexOf('  ─'));
	const isAllThatIsWrong = count(summary, /^ +\d+ .*(?:hooks?|exceptions?|rejections?|errors?)/v) === 0
		&& numberBefore(summary, /tests? failed$/v) === failed.length
		&& numberBefore(summary, /tests? remained pending/v) === stuck.length;
	if (first.code === 0 || !isAllThatIsWrong || failedFiles.length > fewFiles || !failedFiles.every(file => realTime.has(file?.split(path.sep)[2]))) {
		return first.code ?? 1;
	}

	process.stdout.write(`\nOnce more, alone: ${failedFiles.join(' ')}\n`);
	const second = await run(['--concurrency', '1', ...failedFiles]);
	if (second.code === 0) {
		const passed = count(first.lines, /^ +[√✔] /v) + failed.length + stuck.length;
		process.stdout.write(['', '  Failed at first, and passed alone:', ...[...failed, ...stuck].map(title => `    ${title}`), '', `  ${passed} tests passed`, '  0 tests failed', ''].join('\n'));
	}

	return second.code ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
