import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {setTimeout as pass} from 'node:timers/promises';
import {whenLeaving} from './cleanup.js';
import {killGroup} from './measure.js';
import {discard, scratchPath} from './scratch.js';

/** A program that does not end by itself. */
export type Server = {
	/** CPU that all its threads have taken so far, in seconds. */
	cpuSeconds(): number;
	peakBytes(): number;

	/** Waits until a file has grown to a size. Rejects if the program ends, or nothing comes for ten seconds. */
	hasWritten(file: string, bytes: number): Promise<void>;
	stop(): Promise<void>;
};

const ticksPerSecond = 100;
const patience = 10_000;

export function startServer([command = '', ...words]: readonly string[]): Server {
	const errors = scratchPath('server-stderr');
	const stderr = fs.openSync(errors, 'w');
	const child = spawn(command, words, {cwd: path.dirname(errors), detached: true, stdio: ['ignore', 'ignore', stderr]});
	fs.closeSync(stderr);
	const ended = once(child, 'exit');
	const end = whenLeaving(() => {
		killGroup(child.pid);
	});
	const {pid} = child;
	if (pid === undefined) {
		throw new Error(`${command} does not start`);
	}

	return {
		cpuSeconds: () => cpuTicks(pid) / ticksPerSecond,
		peakBytes: () => peakBytes(pid),
		async hasWritten(file, bytes) {
			let last = -1;
			let since = Date.now();
			for (;;) {
				const size = fs.statSync(file, {throwIfNoEntry: false})?.size ?? 0;
				if (size >= bytes) {
					return;
				}

				if (size > last) {
					last = size;
					since = Date.now();
				}

				if (child.exitCode !== null || Date.now() - since > patience) {
					throw new Error(`${command} wrote ${size} of ${bytes} bytes and then no more; it said:\n${fs.readFileSync(errors, 'utf8').slice(-2000)}`);
				}

				await pass(2);
			}
		},
		async stop() {
			child.kill('SIGTERM');
			await Promise.race([ended, pass(patience, undefined, {ref: false})]);
			end();
			discard(errors);
		},
	};
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Of a process, or of one thread of it, since its start. */
export function cpuTicks(pid: number, thread?: number): number {
	const stat = fs.readFileSync(thread === undefined ? `/proc/${pid}/stat` : `/proc/${pid}/task/${thread}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}

function peakBytes(pid: number): number {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmHWM:\s+(?<kibibytes>\d+)/mv.exec(status)?.groups?.kibibytes ?? Number.NaN) * 1024;
}
