import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {projectFolder} from '../../media/documents.js';
import {ownPath} from '../helpers/folder.js';

/** Bytes of the packed tarball. */
const most = 500_000;

const unreachable = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|network/v;

function npm(folder: string, ...words: readonly string[]) {
	return spawnSync('npm', [...words, '--ignore-scripts', '--no-audit', '--no-fund'], {cwd: folder, encoding: 'utf8'});
}

/** Packs the project into a folder; returns the tarball's path. `prepare` must not run: it would build anew under the running tests. */
function pack(t: ExecutionContext): string {
	const folder = ownPath(t, 'packed');
	fs.mkdirSync(folder, {recursive: true});
	const {stdout, stderr, status} = npm(fileURLToPath(projectFolder), 'pack', '--pack-destination', folder);
	t.deepEqual([status, status === 0 ? '' : stderr], [0, '']);
	return path.join(folder, stdout.trim().split('\n').at(-1) ?? '');
}

test.serial('the tarball holds what runs and nothing else', t => {
	const tarball = pack(t);
	t.true(fs.statSync(tarball).size < most);
	const {stdout} = spawnSync('tar', ['-tzf', tarball], {encoding: 'utf8'});
	const files = stdout.trim().split('\n').map(file => file.replace(/^package\//v, ''));
	t.true(files.includes('dist/program/cli.js'));
	t.true(files.includes('dist/program/LICENSES.txt'));
	t.deepEqual(files.filter(file => !/^dist\/program\/(?:.*\.js|LICENSES\.txt)$|^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/v.test(file)), []);
});

test.serial('it installs into an empty folder without scripts, and runs', t => {
	const tarball = pack(t);
	const folder = ownPath(t, 'installed');
	fs.mkdirSync(folder, {recursive: true});
	fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n');
	const {status, stderr} = npm(folder, 'install', '--prefer-offline', '--omit=dev', tarball);
	if (status !== 0 && unreachable.test(stderr)) {
		t.log('not tested: no registry answers');
		return;
	}

	t.deepEqual([status, status === 0 ? '' : stderr], [0, '']);
	const program = path.join(folder, 'node_modules', '.bin', 'millrace');
	const run = (...words: readonly string[]) => spawnSync(program, words, {cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
	t.regex(run('--version').stdout, /^\d+\.\d+\.\d+\n$/v);
	const ran = run('--count', '100', '--sink', 'null', '--plain');
	t.is(ran.status, 0);
	t.regex(ran.stderr, /Ledger: 100 accepted = 100 delivered; 0 unaccounted\.\n$/v);
});
