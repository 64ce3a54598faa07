import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {mostBuffered} from '../../../source/sinks/tcp/buffer-limits.js';
import {ownPath} from '../../helpers/folder.js';

const mebibyte = 1024 ** 2;

const cases: ReadonlyArray<readonly [string, {readonly wmem?: string; readonly rmem?: string}, number]> = [
	['Linux as it is', {wmem: '4096\t16384\t4194304\n', rmem: '4096\t131072\t6291456\n'}, 10],
	['one with larger buffers for receiving', {wmem: '4096 16384 4194304', rmem: '4096 131072 33554432'}, 36],
	['one with smaller buffers, as the receiver may be another', {wmem: '4096 16384 65536', rmem: '4096 16384 65536'}, 10],
	['one with buffers of a gigabyte', {wmem: '4096 16384 1073741824', rmem: '4096 16384 1073741824'}, 64],
	['a system that does not say', {}, 10],
	['a system that says nothing of use', {wmem: 'large\n', rmem: ''}, 10],
];

for (const [what, files, expected] of cases) {
	test(`what the buffers of both systems may hold: ${what}`, t => {
		const folder = ownPath(t, '');
		for (const [name, text] of Object.entries(files)) {
			fs.writeFileSync(path.join(folder, `tcp_${name}`), text);
		}

		t.is(mostBuffered(folder) / mebibyte, expected);
	});
}
