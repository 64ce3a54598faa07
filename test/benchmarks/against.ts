import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {projectFolder} from '../../media/documents.js';
import {whenLeaving} from './cleanup.js';
import type {Build} from './peers/millrace.js';
import {scratchPath} from './scratch.js';

const project = fileURLToPath(projectFolder);

/** Where a build puts the program: since it is bundled, and before. */
const programs = ['dist/program/cli.js', 'dist/source/cli.js'];

/** Compiles another revision in a work tree that goes with the run. It shares this tree's packages. */
export function buildRevision(revision: string): Build {
	const tree = scratchPath('revision');
	run('git', ['worktree', 'add', '--quiet', '--detach', tree, revision], project);
	whenLeaving(() => {
		spawnSync('git', ['worktree', 'remove', '--force', tree], {cwd: project});
	});
	const modules = path.join(project, 'node_modules');
	fs.symlinkSync(modules, path.join(tree, 'node_modules'));
	const build = path.join(tree, '.ci/build.js');
	if (fs.existsSync(build)) {
		run(process.execPath, [build], tree);
	} else {
		compile(tree, modules);
	}

	return {name: revision, cli: programs.map(program => path.join(tree, program)).find(file => fs.existsSync(file)) ?? ''};
}

/** For a revision that does not build itself. */
function compile(tree: string, modules: string): void {
	const config = path.join(tree, 'tsconfig.source.json');
	fs.writeFileSync(config, JSON.stringify({extends: './tsconfig.json', include: ['source'], compilerOptions: {noCheck: true, noEmitOnError: false}}));
	run(process.execPath, [path.join(modules, 'typescript/bin/tsc'), '-p', config], tree);
}

function run(command: string, words: readonly string[], cwd: string): void {
	const {status, stdout, stderr} = spawnSync(command, words, {cwd, encoding: 'utf8'});
	if (status !== 0) {
		throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}${stderr}`);
	}
}
