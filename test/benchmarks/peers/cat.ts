import type {Contestant} from '../contestant.js';
import {numberedFile} from '../inputs.js';
import {measureToFile, shell} from '../to-file.js';

/** A pipe and nothing else. */
export function cat(records: number, width: number): Contestant {
	return intoCat('cat | cat > file', records, count => `cat '${numberedFile(count, width)}'`);
}

/** What a program of one's own could reach at the most: it, and nothing but a pipe. The line of shell makes so many records. */
export function programIntoCat(records: number, lineFor: (records: number) => string): Contestant {
	return intoCat('the same objects | cat > file', records, lineFor);
}

function intoCat(name: string, records: number, lineFor: (records: number) => string): Contestant {
	return {
		name,
		settings: '',
		isMillrace: false,
		records,
		includesStart: true,
		run: async count => measureToFile(count, file => shell(`${lineFor(count)} | cat > '${file}'`)),
	};
}
