import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {whenLeaving} from './cleanup.js';

let folder: string | undefined;

/** A path in a folder that all programs of this run share and that goes with it: two folders may be of different speed. */
export function scratchPath(name: string): string {
	folder ??= makeFolder();
	return path.join(folder, name);
}

/** Deletes a file, and so gives its dirty pages back before the next program writes. */
export function discard(file: string): void {
	fs.rmSync(file, {force: true, recursive: true});
}

function makeFolder(): string {
	const made = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-bench-'));
	whenLeaving(() => {
		discard(made);
	});
	return made;
}
