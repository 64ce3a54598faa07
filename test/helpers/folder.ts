import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Place} from './place.js';

/** A path in a folder of the test's own, which goes when the test ends. */
export function ownPath(t: Place, name: string): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-'));
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true, force: true});
	});
	return path.join(folder, name);
}
