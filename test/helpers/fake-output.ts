import {Buffer} from 'node:buffer';
import type {Output} from '../../source/tui/terminal/output.js';

/** A terminal that keeps what is written to it, takes no more at a time than it has room for, and may go away. */
export type FakeOutput = Output & {
	written: string;

	/** Bytes that it still takes. */
	room: number;
	isGone: boolean;
};

/** A terminal with all the room that is needed. */
export function createFakeOutput(): FakeOutput {
	const output: FakeOutput = {
		written: '',
		room: Number.POSITIVE_INFINITY,
		isGone: false,
		write(data) {
			if (output.isGone) {
				throw new Error('EIO');
			}

			const taken = Math.min(data.length, output.room);
			output.written += Buffer.from(data.subarray(0, taken)).toString();
			output.room -= taken;
			return taken;
		},
		writeAll(data) {
			output.written += Buffer.from(data).toString();
		},
	};
	return output;
}
