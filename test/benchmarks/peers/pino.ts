import process from 'node:process';
import type {Contestant} from '../contestant.js';
import {measureToFile, ownProgram} from '../to-file.js';

/** Pino 10 to a file, through its transport or its buffer. */
export function pino(records: number, way: 'transport' | 'buffer'): Contestant {
	return {
		name: `pino 10, ${way}`,
		settings: way === 'transport' ? '' : 'minLength 4096',
		isMillrace: false,
		records,
		includesStart: true,
		run: async count => measureToFile(count, file => [process.execPath, ownProgram('pino'), file, String(count), way]),
	};
}
