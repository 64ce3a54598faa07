import fs from 'node:fs';
import process from 'node:process';
import type {Contestant} from '../contestant.js';
import {syntheticBytes} from '../synthetic-bytes.js';
import {measureToFile, ownProgram} from '../to-file.js';

/** The same bytes as the generated records, in pieces of 64 KiB, with nothing else. */
export function floor(records: number): Contestant {
	return {
		name: '64 KiB pieces and nothing else',
		settings: '',
		isMillrace: false,
		records,
		includesStart: true,
		run: async count => measureToFile(count, file => [process.execPath, ownProgram('floor'), file, String(syntheticBytes(count))], {check: file => fs.statSync(file).size}),
	};
}
