import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import test from 'ava';
import {kindOfDescriptor} from '../../source/settings/descriptor.js';

const module = new URL('../../source/settings/descriptor.js', import.meta.url).href;
const program = `import {kindOfDescriptor} from ${JSON.stringify(module)}; console.log(kindOfDescriptor(0));`;

function kindUnder(shell: string): string {
	const {stdout} = spawnSync('sh', ['-c', shell, 'sh', process.execPath, program], {encoding: 'utf8'});
	return stdout.trim();
}

const run = '"$1" --input-type=module -e "$2"';

test('a pipe, a file, /dev/null and a device are told apart', t => {
	const folder = mkdtempSync(path.join(tmpdir(), 'millrace-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	t.is(kindUnder(`echo hello | ${run}`), 'pipe');
	t.is(kindUnder(`echo hello > ${folder}/in; ${run} < ${folder}/in`), 'file');
	t.is(kindUnder(`${run} < /dev/null`), 'null');
	t.is(kindUnder(`${run} < /dev/zero`), 'other');
});

test('a terminal is known as one', async t => {
	const shown = await new Promise<string>(resolve => {
		const terminal = spawn(process.execPath, ['--input-type=module', '-e', program], {});
		let text = '';
		terminal.onData(data => {
			text += data;
		});
		terminal.onExit(() => {
			resolve(text.trim());
		});
	});
	t.is(shown, 'terminal');
});

test('a closed stdin is as good as /dev/null', t => {
	t.regex(kindUnder(`${run} <&-`), /^(?:null|closed)$/v);
	t.is(kindOfDescriptor(999), 'closed');
});

test('a stream of another process is a socket or a pipe', t => {
	const {stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', program], {input: 'hello', encoding: 'utf8'});
	t.regex(stdout.trim(), /^(?:socket|pipe)$/v);
});
