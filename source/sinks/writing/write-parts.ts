import fs from 'node:fs';
import {promisify} from 'node:util';

/** The most parts that the system takes in one call. */
const mostParts = 1024;

/** Larger calls are slower. */
const mostBytes = 256 * 1024;

/** How many bytes were written until all were or something failed, and what that was. */
export type Written = {
	readonly bytes: number;
	readonly error: unknown;
};

const writev = promisify(fs.writev);

/** Writes all parts in their order, in as many calls as it takes. */
export function writeParts(fd: number, parts: readonly Uint8Array[]): Written {
	const rest = new PartsToWrite(parts);
	try {
		for (let next = rest.next(); next.length > 0; next = rest.next()) {
			rest.advance(fs.writevSync(fd, next));
		}

		return {bytes: rest.written, error: undefined};
	} catch (error) {
		return {bytes: rest.written, error};
	}
}

/** As `writeParts`, in another thread: the parts must not change meanwhile. */
export async function writePartsAside(fd: number, parts: readonly Uint8Array[]): Promise<Written> {
	const rest = new PartsToWrite(parts);
	try {
		for (let next = rest.next(); next.length > 0; next = rest.next()) {
			const {bytesWritten} = await writev(fd, next); // eslint-disable-line no-await-in-loop -- One after the other.
			rest.advance(bytesWritten);
		}

		return {bytes: rest.written, error: undefined};
	} catch (error) {
		return {bytes: rest.written, error};
	}
}

/** Parts of which the first so many bytes are written. */
class PartsToWrite {
	readonly #parts: Uint8Array[];
	#index = 0;
	#written = 0;

	constructor(parts: readonly Uint8Array[]) {
		this.#parts = [...parts];
	}

	get written(): number {
		return this.#written;
	}

	/** What to write in the next call; nothing where all is written. */
	next(): Uint8Array[] {
		const [first, ...others] = this.#parts.slice(this.#index, this.#index + mostParts);
		if (first === undefined) {
			return [];
		}

		const call = [first];
		let bytes = first.length;
		for (const part of others) {
			bytes += part.length;
			if (bytes > mostBytes) {
				break;
			}

			call.push(part);
		}

		return call;
	}

	/** So many bytes of that are written; of a part that was written in part, its rest remains. */
	advance(bytes: number): void {
		this.#written += bytes;
		let left = bytes;
		let part = this.#parts[this.#index];
		while (part !== undefined && left >= part.length) {
			left -= part.length;
			this.#index++;
			part = this.#parts[this.#index];
		}

		if (part !== undefined && left > 0) {
			this.#parts[this.#index] = part.subarray(left);
		}
	}
}
