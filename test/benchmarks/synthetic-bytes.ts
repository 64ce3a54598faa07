import {syntheticRecord} from '../../source/sources/synthetic/synthetic-source.js';

/** The bytes of that many generated records. */
export function syntheticBytes(records: number): number {
	let bytes = 0;
	for (let first = 1; first <= records; first *= 10) {
		const last = Math.min(records, (first * 10) - 1);
		bytes += (last - first + 1) * syntheticRecord(first, Date.now() * 1000).length;
	}

	return bytes;
}
