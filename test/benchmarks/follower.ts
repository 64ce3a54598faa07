import {performance} from 'node:perf_hooks';
import {assertArrived} from './arrival.js';
import type {Run} from './contestant.js';
import {numberedFile} from './inputs.js';
import {discard, scratchPath} from './scratch.js';
import {startServer} from './server.js';

/** Measures a program that copies a file and would then wait for more: from its start to the last byte in its file. */
export async function measureFollower(records: number, width: number, commandFor: (input: string, output: string) => readonly string[]): Promise<Run> {
	const output = scratchPath('output');
	const command = commandFor(numberedFile(records, width), output);
	discard(output);
	const begin = performance.now();
	const server = startServer(command);
	try {
		await server.hasWritten(output, records * width);
		const usage = {seconds: (performance.now() - begin) / 1000, cpuSeconds: server.cpuSeconds(), peakBytes: server.peakBytes()};
		await server.stop();
		return {...usage, bytes: assertArrived(output, records)};
	} finally {
		await server.stop();
		discard(output);
	}
}
