import {fileURLToPath} from 'node:url';
import {assertArrived} from './arrival.js';
import type {Run} from './contestant.js';
import {measure} from './measure.js';
import {discard, scratchPath} from './scratch.js';

/** Measures a command that writes records to a file and ends, checks the file and deletes it. */
export async function measureToFile(records: number, commandFor: (file: string) => readonly string[], {hasScreen = false, check = assertArrived} = {}): Promise<Run> {
	const file = scratchPath('output');
	discard(file);
	try {
		const usage = await measure(commandFor(file), hasScreen);
		return {...usage, bytes: check(file, records)};
	} finally {
		discard(file);
	}
}

/** A line of shell as a command. */
export function shell(line: string): readonly string[] {
	return ['sh', '-c', line];
}

/** A program of the benchmarks themselves. */
export type OwnProgram = 'feeder' | 'floor' | 'http-receiver' | 'objects' | 'pino' | 'receiver';

export function ownProgram(name: OwnProgram): string {
	return fileURLToPath(new URL(`processes/${name}.js`, import.meta.url));
}
