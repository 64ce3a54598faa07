import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import type {StopRequests, StopStep} from './stop-requests.js';

/** What the signals of the system do to a run. */
export type SignalActions = {
	/** SIGINT, SIGTERM: the first drains, the second aborts, the third leaves at once. */
	readonly onStop: (step: StopStep) => void;

	/** SIGHUP: the terminal is gone or, without one, the configuration has changed. */
	readonly onHangUp: () => void;
};

/**
The signals of the system, from the first line of the program to the end of the process.

Nothing is ever given back: a signal that meets no listener ends the process without a word. What comes before there is a run waits for it, and what comes after it has no effect.
*/
export class Signals {
	readonly #requests: StopRequests;
	#actions: SignalActions | undefined;
	#pending: Array<(actions: SignalActions) => void> = [];

	/** @param onStuck A user asks again before there is a run: nothing was taken yet, and the program leaves. */
	constructor(requests: StopRequests, onStuck: () => void) {
		this.#requests = requests;
		const stop = () => {
			const step = requests.ask();
			if (step === undefined) {
				return;
			}

			if (this.#actions === undefined && step !== 'drain') {
				onStuck();
			} else {
				this.#do(({onStop}) => {
					onStop(step);
				});
			}
		};

		process.on('SIGINT', stop);
		process.on('SIGTERM', stop);
		process.on('SIGHUP', () => {
			this.#do(({onHangUp}) => {
				onHangUp();
			});
		});
	}

	/** The requests to stop that signals are counted with. */
	get requests(): StopRequests {
		return this.#requests;
	}

	/** Hands the signals to a run, with those that have come before. */
	attach(actions: SignalActions): void {
		this.#actions = actions;
		const pending = this.#pending;
		this.#pending = [];
		for (const act of pending) {
			act(actions);
		}
	}

	#do(act: (actions: SignalActions) => void): void {
		if (this.#actions === undefined) {
			this.#pending.push(act);
		} else {
			act(this.#actions);
		}
	}
}

/** Keeps SIGUSR1 from opening Node's inspector, through which any program of the same user could read and change everything. */
export function refuseInspector(): void {
	process.on('SIGUSR1', () => undefined);
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
