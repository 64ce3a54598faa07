import fs from 'node:fs';

/** Writes all bytes to a file descriptor, in as many calls as it takes. Throws where a write fails; some bytes may then be written. */
export function writeWhole(fd: number, bytes: Uint8Array): void {
	let written = 0;
	while (written < bytes.length) {
		written += fs.writeSync(fd, bytes, written);
	}
}
