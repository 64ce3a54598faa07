import {constants} from 'node:os';
import process from 'node:process';

/**
Signals that end a program at once, that no other part of the program listens to, and that a listener can hear of: not those by which the system tells of a fault in the program's code, as that would go on with the same fault.

SIGPROF is the profiler's, and Node ignores SIGXFSZ and SIGPIPE. Which signals there are depends on the system.
*/
const deadly = (['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGVTALRM', 'SIGUSR2', 'SIGXCPU', 'SIGIO', 'SIGPWR', 'SIGSTKFLT', 'SIGSYS'] as const).filter(signal => signal in constants.signals);

/**
Gives the terminal back before the process ends: by itself, by an uncaught error (before Node prints it), or by a signal. The signal still ends the process.

Returns a function that stops watching.
*/
export function onExit(restore: () => void): () => void {
	const release = () => {
		process.off('exit', restore);
		process.off('uncaughtExceptionMonitor', restore);
		for (const signal of deadly) {
			process.off(signal, die);
		}
	};

	const die = (signal: NodeJS.Signals) => {
		restore();
		release();
		process.kill(process.pid, signal);
	};

	process.on('exit', restore);
	process.on('uncaughtExceptionMonitor', restore);
	for (const signal of deadly) {
		process.on(signal, die);
	}

	return release;
}
