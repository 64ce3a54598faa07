import {InternalError} from '../../domain/errors.js';
import type {Size} from './frame.js';

/** The part of a stream that Ink uses. Ink does not take it for a terminal, because to a terminal it writes more than text. The screen's state, not this stream, tells Ink of new sizes. */
export function inkStream(size: () => Size, write: (text: string) => void): NodeJS.WriteStream {
	const stream = {
		writable: true,
		get columns() {
			return size().columns;
		},
		get rows() {
			return size().rows;
		},
		write(text: string) {
			write(text);
			return true;
		},
		on: () => stream,
		off: () => stream,
	};
	assertStream(stream);
	return stream;
}

/** The type asks for a whole stream, of which Ink uses these few things. */
function assertStream(value: unknown): asserts value is NodeJS.WriteStream {
	if (typeof value !== 'object' || value === null || !('write' in value)) {
		throw new InternalError('a stream needs write');
	}
}
