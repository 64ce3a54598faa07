import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Where a program is, looked for where administrators' programs are as well; `undefined` where it is not installed. */
export function findProgram(name: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
	return folders.map(folder => path.join(folder, name)).find(file => fs.existsSync(file));
}
