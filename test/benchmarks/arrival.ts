import {Buffer} from 'node:buffer';
import fs from 'node:fs';

/** What was found at the other end. */
export type Arrival = {
	readonly records: number;

	/** Of the sequence numbers. */
	readonly sum: number;
	readonly bytes: number;
};

/** Counts records that end in their sequence number (digits, then at most a bracket or a quote), and sums it. Pieces may end anywhere, but no record may be longer than 128 KiB. */
export class ArrivalCounter {
	#records = 0;
	#sum = 0;
	#bytes = 0;
	#rest = new Uint8Array(0);

	get arrival(): Arrival {
		return {records: this.#records, sum: this.#sum, bytes: this.#bytes};
	}

	add(piece: Uint8Array): void {
		this.#bytes += piece.length;
		const whole = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
		let from = 0;
		for (let end = whole.indexOf(10); end !== -1; end = whole.indexOf(10, from)) {
			this.#records++;
			this.#sum += numberBefore(whole, end, from);
			from = end + 1;
		}

		this.#rest = Uint8Array.from(whole.subarray(from));
	}
}

/** Throws unless each of the records from 1 to the given one is in the file, in whatever order; the answer is the file's size. */
export function assertArrived(file: string, records: number): number {
	const counter = new ArrivalCounter();
	const buffer = Buffer.allocUnsafe(2 ** 20);
	const descriptor = fs.openSync(file, 'r');
	try {
		for (let length = fs.readSync(descriptor, buffer); length > 0; length = fs.readSync(descriptor, buffer)) {
			counter.add(buffer.subarray(0, length));
		}
	} finally {
		fs.closeSync(descriptor);
	}

	assertAll(counter.arrival, records);
	return counter.arrival.bytes;
}

/** Throws unless these are the records from 1 to the given one, or as many from several sources of which each numbers its equal share from 1. */
export function assertAll(arrival: Arrival, records: number, sources = 1): void {
	const sum = records * ((records / sources) + 1) / 2;
	if (arrival.records !== records || arrival.sum !== sum) {
		throw new Error(`expected ${records} records with numbers of sum ${sum}, got ${arrival.records} of sum ${arrival.sum}: this run counts for nothing`);
	}
}

function numberBefore(bytes: Uint8Array, end: number, from: number): number {
	let at = end - 1;
	while (at > from && !isDigit(bytes[at] ?? 0)) {
		at--;
	}

	let value = 0;
	for (let factor = 1; at >= from && isDigit(bytes[at] ?? 0); at--, factor *= 10) {
		value += ((bytes[at] ?? 0) - 48) * factor;
	}

	return value;
}

function isDigit(byte: number): boolean {
	return byte >= 48 && byte <= 57;
}
