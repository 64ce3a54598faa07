import {Buffer} from 'node:buffer';

const headEnd = '\r\n\r\n';

/** Finds the bodies in what comes over one connection. Of the heads it looks at the length only: a receiver must not be what is measured. */
export class RequestReader {
	readonly #take: (body: Uint8Array) => void;
	#rest: Uint8Array = new Uint8Array(0);
	#pieces: Uint8Array[] = [];
	#left = 0;

	constructor(take: (body: Uint8Array) => void) {
		this.#take = take;
	}

	/** Pieces may end anywhere. */
	add(piece: Uint8Array): void {
		const bytes = Buffer.concat([this.#rest, piece]);
		let at = 0;
		while (at < bytes.length) {
			if (this.#left === 0) {
				const end = bytes.indexOf(headEnd, at);
				if (end === -1) {
					break;
				}

				this.#left = lengthIn(bytes.toString('latin1', at, end));
				at = end + headEnd.length;
			}

			const part = bytes.subarray(at, at + this.#left);
			at += part.length;
			this.#addPart(part);
		}

		this.#rest = bytes.subarray(at);
	}

	#addPart(part: Uint8Array): void {
		this.#pieces.push(part);
		this.#left -= part.length;
		if (this.#left === 0) {
			const body = Buffer.concat(this.#pieces);
			this.#pieces = [];
			this.#take(body);
		}
	}
}

function lengthIn(head: string): number {
	const length = /^content-length: *(?<length>\d+)$/imv.exec(head)?.groups?.length;
	if (length === undefined) {
		throw new Error(`expected a request with a Content-Length, got:\n${head}`);
	}

	return Number(length);
}
