import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {projectFolder} from '../../media/documents.js';

/** Bytes. */
const most = 1_000_000;

/** The paths of all tracked files; nothing where git or its folder is missing. */
function trackedFiles(): readonly string[] | undefined {
	const {status, stdout} = spawnSync('git', ['ls-files', '-z'], {cwd: fileURLToPath(projectFolder), encoding: 'utf8'});
	return status === 0 ? stdout.split('\0').filter(path => path !== '') : undefined;
}

const paths = trackedFiles();
const testTracked = paths === undefined ? test.skip : test;

// Skipped where git is missing or does not know this folder.
testTracked('no tracked file is over 1 MB', t => {
	t.true((paths?.length ?? 0) > 300);
	const large = paths?.filter(path => (fs.statSync(new URL(path, projectFolder), {throwIfNoEntry: false})?.size ?? 0) > most);
	t.deepEqual(large, []);
});
