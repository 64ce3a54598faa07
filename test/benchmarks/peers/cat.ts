import type {Contestant} from '../contestant.js';
import {numberedFile} from '../inputs.js';
import {measureToFile, shell} from '../to-file.js';

/** A pipe and nothing else. */
export function cat(records: number, width: number): Contestant {
	return {
		name: 'cat | cat > file',
		settings: '',
		isMillrace: false,
		records,
		includesStart: true,
		run: async count => measureToFile(count, file => shell(`cat '${numberedFile(count, width)}' | cat > '${file}'`)),
	};
}
