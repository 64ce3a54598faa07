import fs from 'node:fs';

/** Whether there is a named pipe at a path. Opening it for writing would hold the whole thread until a reader opens it. */
export function isNamedPipe(path: string): boolean {
	return fs.statSync(path, {throwIfNoEntry: false})?.isFIFO() ?? false;
}
