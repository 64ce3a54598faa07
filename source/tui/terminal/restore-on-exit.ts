import process from 'node:process';

/** Signals that end a program at once, and that no other part of the program listens to. */
const deadly = ['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGUSR2', 'SIGXCPU'] as const;

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
