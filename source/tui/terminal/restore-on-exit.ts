import process from 'node:process';

/** Signals that end a program at once, and that nothing else here listens to. */
const deadly = ['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGUSR2', 'SIGXCPU'] as const;

/**
Gives the terminal back before the process ends, in whatever way: by itself, by an uncaught error before that is printed, or by a signal that ends it at once, which it still does.

Returns what ends that.
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
