import fs from 'node:fs';

/** A file's text, or `undefined` where there is no such file. */
export function readIfThere(file: URL): string | undefined {
	return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
