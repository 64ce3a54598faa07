import fs from 'node:fs';
import {errorCode} from '../../text/system-error.js';

/** Where the screen is drawn. */
export type Output = {
	/** Writes without waiting. Returns how many bytes were taken, 0 where the terminal is busy. Throws where it is gone. */
	write(data: Uint8Array): number;

	/** Writes all, waiting half a second at most, and never throws: the terminal is restored on the way out, where no caller could handle an error. */
	writeAll(data: Uint8Array): void;
};

/** Opens a terminal once more, without blocking: a stalled terminal must not hold up the handlers of signals. A shared descriptor would make other programs' writes non-blocking, too. `onOpen` gets the descriptor, to be closed. */
export function openOutput(path: string, onOpen?: (fd: number) => void): Output {
	const fd = fs.openSync(path, fs.constants.O_WRONLY + fs.constants.O_NONBLOCK + fs.constants.O_NOCTTY);
	onOpen?.(fd);
	return outputOf(fd);
}

/** Writes to a descriptor that is open. */
export function outputOf(fd: number): Output {
	const write = (data: Uint8Array) => {
		try {
			return data.length === 0 ? 0 : fs.writeSync(fd, data);
		} catch (error) {
			if (isBusy(error)) {
				return 0;
			}

			throw error;
		}
	};

	return {
		write,
		writeAll(data) {
			let rest = data;
			for (let attempt = 0; attempt < 50 && rest.length > 0; attempt++) {
				try {
					rest = rest.subarray(write(rest));
				} catch {
					return;
				}

				if (rest.length > 0) {
					Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
				}
			}
		},
	};
}

function isBusy(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'EAGAIN' || code === 'EINTR';
}
