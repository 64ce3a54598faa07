import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';

/** What the signals of the system do to a run. */
export type SignalActions = {
	/** SIGINT, SIGTERM: the first drains, the second aborts. */
	readonly onStop: () => void;

	/** SIGHUP: the terminal is gone or, without one, the configuration has changed. */
	readonly onHangUp: () => void;
};

/** Takes the signals over; returns what gives them back. */
export function handleSignals({onStop, onHangUp}: SignalActions): () => void {
	process.on('SIGINT', onStop);
	process.on('SIGTERM', onStop);
	process.on('SIGHUP', onHangUp);
	return () => {
		process.off('SIGINT', onStop);
		process.off('SIGTERM', onStop);
		process.off('SIGHUP', onHangUp);
	};
}

/** Goes on when a reader of stdout or stderr has closed it: further output is lost. */
export function ignoreClosedStreams(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}
}

/** Lets the program end in order after its terminal has hung up. Node would abort, because it can't restore the mode of such a terminal; it leaves closed descriptors alone. */
export function ignoreClosedTerminal(): void {
	const terminals = [0, 1, 2].filter(fd => tty.isatty(fd));
	process.on('exit', () => {
		for (const fd of terminals.filter(fd => !tty.isatty(fd))) {
			fs.closeSync(fd);
		}
	});
}
