import fs from 'node:fs';

/** Whether there is a named pipe at a path. Opening one for writing waits until somebody reads it, and the whole thread with it. */
export function isNamedPipe(path: string): boolean {
	return fs.statSync(path, {throwIfNoEntry: false})?.isFIFO() ?? false;
}
