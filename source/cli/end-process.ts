import {spawn} from 'node:child_process';
import process from 'node:process';

/** Ends the process once all that was written is out. The handlers of signals stay until the last moment: a process that ends by itself gives them back first, and a signal would then decide the exit code. */
export async function endProcess(code: number): Promise<never> {
	await Promise.all([process.stdout, process.stderr].map(async stream => flushed(stream)));
	// eslint-disable-next-line unicorn/no-process-exit -- it is the end of the program
	process.exit(code);
}

/**
Ends the process whatever its threads do. Node waits for all of them, and one that waits for a disk or a pipe can't be ended: then the process is killed, a second later.

What the user has to know must be said before.
*/
export function endProcessAtOnce(code: number): never {
	killLater();
	// eslint-disable-next-line unicorn/no-process-exit -- it is the end of the program
	process.exit(code);
}

/** Has the process killed if it should still be there in a while. Its own end, and the use of its number by another process, are noticed. */
export function killLater(): void {
	const script = 'sleep 1; [ "$(ps -o ppid= -p $$)" -eq "$1" ] && kill -KILL "$1"';
	spawn('sh', ['-c', script, 'sh', String(process.pid)], {stdio: 'ignore', detached: true}).on('error', () => undefined).unref();
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
	if (stream.writableLength > 0 && !stream.destroyed) {
		await new Promise<void>(resolve => {
			stream.write('', () => {
				resolve();
			});
		});
	}
}
