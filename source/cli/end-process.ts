import {spawn} from 'node:child_process';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {flushStderr, flushStderrAtOnce, flushStream} from './stderr.js';

/** Milliseconds, which with those that a screen takes to go are two seconds. What nobody reads by then is read by no one. */
const patience = 1500;

/** Ends the process once all that was written is out, or nobody reads it. The handlers of signals stay until the last moment: a process that ends by itself gives them back first, and a signal would then decide the exit code. */
export async function endProcess(code: number): Promise<never> {
	await Promise.race([Promise.all([flushStream(process.stdout), flushStderr()]), delay(patience)]);
	// eslint-disable-next-line unicorn/no-process-exit -- it is the end of the program
	process.exit(code);
}

/**
Ends the process whatever its threads do. Node waits for all of them, and one that waits for a disk or a pipe can't be ended: then the process is killed.

What the user has to know must be said before.
*/
export function endProcessAtOnce(code: number): never {
	process.once('exit', flushStderrAtOnce);
	killIfStuck();
	// eslint-disable-next-line unicorn/no-process-exit -- it is the end of the program
	process.exit(code);
}

/**
Kills the process `$1` once it has done nothing for a second, or has not ended after so many busy ones. One that is only slow keeps its exit code: on a busy machine its end may take seconds.

A process does something as long as a thread runs, is ready to run or is stopped, or the times of its threads change. Its own end, and the use of its number by another process, are noticed.
*/
const killer = `
look() { cat "/proc/$1/task/"*/stat 2>/dev/null; }
before=$(look "$1")
busy=0
while sleep 1 && [ "$(ps -o ppid= -p $$)" -eq "$1" ]; do
	now=$(look "$1")
	case $now in
		*') T '*|*') t '*) continue ;;
		*') R '*) ;;
		"$before") break ;;
	esac
	before=$now
	busy=$((busy + 1))
	[ "$busy" -lt 15 ] || break
done
[ "$(ps -o ppid= -p $$)" -eq "$1" ] && kill -KILL "$1"
`;

/** Has the process killed if it should still be there in a while, with nothing left to do. To be called when it is about to end. */
export function killIfStuck(): void {
	spawn('sh', ['-c', killer, 'sh', String(process.pid)], {stdio: 'ignore', detached: true}).on('error', () => undefined).unref();
}
