import {Buffer, isUtf8} from 'node:buffer';

const newline = 10;

/** How much of a record is put into words at once, in bytes: a multiple of three, as base64 has it. A large record has more bytes than one string can hold. */
const pieceSize = 3 * 256 * 1024;

type About = {
	/** When, as an ISO time. */
	readonly at: string;
	readonly reason: string;

	/** The size in bytes of the whole record with its newline, where the bytes are only its beginning. */
	readonly size: number | undefined;
};

/**
A dead letter as a line, in pieces: `{"at":"<ISO time>","reason":"…","record":"…"}`, the record without its newline. A record that is no UTF-8 stands there in base64, marked with `"encoding":"base64"`. One that is not whole is marked with `"truncated":true` and the `"size"` that it had.
*/
export function * letterText(bytes: Uint8Array, {at, reason, size}: About): Generator<string> {
	const end = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
	const record = bytes.subarray(0, end);
	const isText = isUtf8(record);
	const about = {
		at, reason, ...(size !== undefined && {truncated: true, size}), ...(!isText && {encoding: 'base64'}),
	};
	yield `${JSON.stringify(about).slice(0, -1)},"record":"`;
	yield * isText ? inText(record) : inBase64(record);
	yield '"}\n';
}

function * inText(record: Uint8Array): Generator<string> {
	const bytes = Buffer.from(record.buffer, record.byteOffset, record.length);
	for (let start = 0, end = 0; start < record.length; start = end) {
		end = characterStart(record, start + pieceSize);
		yield JSON.stringify(bytes.toString('utf8', start, end)).slice(1, -1);
	}
}

/** Where the character begins that has this byte. */
function characterStart(record: Uint8Array, at: number): number {
	let start = at;
	while (isContinuation(record[start])) {
		start--;
	}

	return Math.min(start, record.length);
}

/** Whether a byte of UTF-8 goes on with a character: 10xxxxxx. */
function isContinuation(byte = 0): boolean {
	return byte >= 0x80 && byte < 0xC0;
}

function * inBase64(record: Uint8Array): Generator<string> {
	const bytes = Buffer.from(record.buffer, record.byteOffset, record.length);
	for (let start = 0; start < record.length; start += pieceSize) {
		yield bytes.toString('base64', start, start + pieceSize);
	}
}
