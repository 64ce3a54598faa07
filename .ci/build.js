// Builds the program into `dist`. It is plain JavaScript, as it runs before anything is built.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(project, 'dist');

const missing = `
Millrace is not built: TypeScript is missing, because the development packages were left out
(NODE_ENV=production, --omit=dev or an npm setting does that). To build from a clone:

  npm install --include=dev

`;

/** The path of the compiler's program, or nothing where it is not installed. */
function findCompiler() {
	try {
		return createRequire(import.meta.url).resolve('typescript/bin/tsc');
	} catch {
		return undefined;
	}
}

/** Compiles, and deletes what an earlier build left of sources that are gone: it would be tested and packed. */
function build(compiler) {
	const {status, stdout} = spawnSync(process.execPath, [compiler, '--listEmittedFiles'], {
		cwd: project, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'],
	});
	const isEmitted = line => line.startsWith('TSFILE: ');
	const lines = stdout.split('\n');
	process.stderr.write(lines.filter(line => !isEmitted(line)).join('\n'));
	if (status !== 0) {
		return status ?? 1;
	}

	const emitted = new Set(lines.filter(line => isEmitted(line)).map(line => path.resolve(line.slice('TSFILE: '.length))));
	for (const entry of fs.readdirSync(dist, {recursive: true, withFileTypes: true})) {
		const file = path.join(entry.parentPath, entry.name);
		if (!entry.isDirectory() && !emitted.has(file)) {
			fs.rmSync(file);
		}
	}

	return 0;
}

/**
`--if-missing` builds where nothing is built, and `--if-possible` lets an installation without a compiler pass.

An installation without development packages is what its user has asked for, and may follow a build: it is told, and does not fail. A start without a build fails.
*/
function main(flags) {
	if (flags.includes('--if-missing') && fs.existsSync(path.join(dist, 'source/cli.js'))) {
		return 0;
	}

	const compiler = findCompiler();
	if (compiler === undefined) {
		process.stderr.write(missing);
		return flags.includes('--if-possible') ? 0 : 1;
	}

	return build(compiler);
}

process.exitCode = main(process.argv.slice(2));
