import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {absolutePath} from './absolute-path.js';
import {ownProgram} from './to-file.js';

test('an absolute path is taken, a relative one and none are refused', t => {
	t.is(absolutePath('/tmp/x'), '/tmp/x');
	for (const word of ['x', './x', '../x', '', undefined]) {
		t.throws(() => absolutePath(word), {message: /expected an absolute path/v});
	}
});

for (const [name, ...words] of [
	['floor', 'out', '100'],
	['pino', 'transport', '10', 'transport'],
	['pino', 'transport', '10', 'buffer'],
	['feeder', '9', 'in', '1', '1', '1'],
] as const) {
	test(`${name} ${words.join(' ')} writes nothing into the folder that it is run from`, t => {
		const folder = ownPath(t, '');
		const {status, stderr} = spawnSync(process.execPath, [ownProgram(name), ...words], {cwd: folder, encoding: 'utf8'});
		t.is(status, 1);
		t.regex(stderr, /expected an absolute path/v);
		t.deepEqual(fs.readdirSync(folder), []);
	});
}
