import {performance} from 'node:perf_hooks';
import {assertAll, assertArrived} from './arrival.js';
import type {Run} from './contestant.js';
import {arrivalAt, forkProgram, message} from './forked.js';
import {numberedFile} from './inputs.js';
import {measure} from './measure.js';
import {discard, scratchPath} from './scratch.js';
import {freePort, startServer} from './server.js';

/** Measures a server that writes to a file what it gets over TCP, from the first byte sent to the last in the file. */
export async function measureServer(
	{records, width, connections}: {readonly records: number; readonly width: number; readonly connections: number},
	commandFor: (port: number, file: string) => readonly string[],
): Promise<Run> {
	const input = numberedFile(records, width);
	const output = scratchPath('output');
	discard(output);
	const port = await freePort();
	const server = startServer(commandFor(port, output));
	const {child: feeder, end} = forkProgram('feeder', [port, input, records, width, connections].map(String));
	try {
		await message(feeder);
		const cpuBefore = server.cpuSeconds();
		const begin = performance.now();
		feeder.send('go');
		await server.hasWritten(output, records * width);
		const seconds = (performance.now() - begin) / 1000;
		const usage = {seconds, cpuSeconds: server.cpuSeconds() - cpuBefore, peakBytes: server.peakBytes()};
		await server.stop();
		return {...usage, bytes: assertArrived(output, records)};
	} finally {
		end();
		await server.stop();
		discard(output);
	}
}

/** Measures a command that sends records to a port and ends. What arrives is counted; with `sums`, its sequence numbers are summed as well. */
export async function measureSender(records: number, commandFor: (port: number) => readonly string[], {hasScreen = false, sums = false, overHttp = false} = {}): Promise<Run> {
	const {child: receiver, end} = forkProgram(overHttp ? 'http-receiver' : 'receiver', [sums ? 'sum' : 'count']);
	try {
		const {port} = await message(receiver);
		const usage = await measure(commandFor(Number(port)), hasScreen);
		const arrival = await arrivalAt(receiver);
		assertAll(sums ? arrival : {...arrival, sum: records * (records + 1) / 2}, records);
		return {...usage, bytes: arrival.bytes};
	} finally {
		end();
	}
}
