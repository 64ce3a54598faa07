import fs from 'node:fs';
import {readFile} from 'node:fs/promises';
import {wrongForReading} from './kinds.js';
import {WrongKindError} from './wrong-kind.js';
import {placeOf} from './place.js';

/**
Reads a whole file as text. What a shell hands over as a descriptor, such as `<(…)`, is read to its end.

Rejects with a `WrongKindError` for a named pipe, a socket or a device, which might never end.
*/
export async function readInput(name: string): Promise<string> {
	const place = placeOf(name);
	if (place.kind === 'path') {
		const wrong = wrongForReading(fs.statSync(place.path));
		if (wrong !== undefined) {
			throw new WrongKindError(wrong);
		}
	}

	return readFile(name, 'utf8');
}
