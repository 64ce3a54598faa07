// Builds into `dist`: all sources compiled file by file for the tests, and in `dist/program` the program that runs and is packed. It is plain JavaScript, as it runs before anything is built.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(project, 'dist');
const program = path.join(dist, 'program');

const missing = `
Millrace is not built: TypeScript or esbuild is missing, because development packages were left out
(NODE_ENV=production, --omit=dev, --omit=optional or an npm setting does that). To build from a clone:

  npm install --include=dev --include=optional

`;

/** The compiler's program and the bundler, or nothing where one is not installed. */
async function findTools() {
	try {
		return {compiler: createRequire(import.meta.url).resolve('typescript/bin/tsc'), esbuild: await import('esbuild')};
	} catch {
		return undefined;
	}
}

/** Compiles, and deletes what an earlier build left of sources that are gone: it would be tested. */
function compile(compiler) {
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
		if (!entry.isDirectory() && !emitted.has(file) && !file.startsWith(program + path.sep)) {
			fs.rmSync(file);
		}
	}

	return 0;
}

/** Packages of CommonJS look for modules of Node in this way. */
const banner = 'import {createRequire as createRequireOfMillrace} from \'node:module\'; const require = createRequireOfMillrace(import.meta.url);';

/**
Joins the program's many small files and those of its packages into a few: with the screen, loading each by itself took half of a start, during which the engine had to share its core. What is loaded on demand stays apart.

React's development tools, which Ink names, are not installed; nothing asks for them.
*/
async function bundle(esbuild) {
	const entries = ['source/cli.ts', 'source/cli/engine-thread.ts'];
	const {outputFiles, metafile} = await esbuild.build({
		absWorkingDir: project, entryPoints: entries, outdir: program, write: false,
		bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19',
		minifyWhitespace: true, minifySyntax: true, legalComments: 'none',
		define: {'process.env.NODE_ENV': '"production"'}, external: ['react-devtools-core'], banner: {js: banner},
		sourcemap: true, metafile: true, logLevel: 'warning',
	});
	fs.rmSync(program, {recursive: true, force: true});
	for (const {path: file, contents} of outputFiles) {
		fs.mkdirSync(path.dirname(file), {recursive: true});
		fs.writeFileSync(file, contents);
	}

	fs.writeFileSync(path.join(program, 'LICENSES.txt'), licensesOf(Object.keys(metafile.inputs)));
	fs.chmodSync(path.join(program, 'cli.js'), 0o755);
}

/** The names, versions and licenses of the packages that some files belong to: their licenses ask for a copy beside the code. */
function licensesOf(files) {
	const folders = files.map(file => /^.*node_modules\/(?:@[^\/]+\/)?[^\/]+/v.exec(file)?.[0]).filter(folder => folder !== undefined);
	return [...new Set(folders)].toSorted().map(name => {
		const folder = path.join(project, name);
		const {name: title, version, license} = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
		const texts = fs.readdirSync(folder).filter(file => /^licen[cs]e/iv.test(file));
		return [`${title} ${version}, ${license}`, '', ...texts.map(file => fs.readFileSync(path.join(folder, file), 'utf8').trim())].join('\n');
	}).join(`\n\n${'-'.repeat(40)}\n\n`) + '\n';
}

/**
`--if-missing` builds where nothing is built, and `--if-possible` lets an installation without a compiler pass.

An installation without development packages is what its user has asked for, and may follow a build: it is told, and does not fail. A start without a build fails.
*/
async function main(flags) {
	if (flags.includes('--if-missing') && fs.existsSync(path.join(program, 'cli.js'))) {
		return 0;
	}

	const tools = await findTools();
	if (tools === undefined) {
		process.stderr.write(missing);
		return flags.includes('--if-possible') ? 0 : 1;
	}

	const status = compile(tools.compiler);
	if (status === 0) {
		await bundle(tools.esbuild);
	}

	return status;
}

process.exitCode = await main(process.argv.slice(2));
