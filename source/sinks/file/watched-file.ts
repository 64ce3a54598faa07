import fs from 'node:fs';
import {nothing, subtract, type Amount} from '../../domain/ledger.js';
import {countOf} from '../../text/format.js';
import type {GroupWriter} from '../writing/group-writer.js';

/** What a look at a file finds: that all is well, that it has no name any more, or that another program has cut it. */
export type Finding = {
	readonly state: 'kept' | 'removed' | 'cut';

	/** What was written since the last look, of a file that was removed or cut: at most so much can't be reached. */
	readonly unreachable: Amount;

	/** The file's size, in bytes. */
	readonly size: number;
};

/** What was known at the last look: what had been confirmed, and a size that the file has at least if nobody cuts it. */
type Seen = {readonly confirmed: Amount; readonly size: number};

/** An open file that a writer appends to. Other programs may rename, remove or cut it meanwhile, but for a device. */
export class WatchedFile {
	readonly fd: number;
	readonly isRegular: boolean;
	readonly writer: GroupWriter;
	#seen: Seen;

	constructor(fd: number, isRegular: boolean, writer: GroupWriter) {
		this.fd = fd;
		this.isRegular = isRegular;
		this.writer = writer;
		this.#seen = {confirmed: nothing, size: fs.fstatSync(fd).size};
	}

	/** Finds out what has become of the file since the last look. */
	look(): Finding {
		const {confirmed, isWriting} = this.writer;
		const written = subtract(confirmed, this.#seen.confirmed);
		const least = this.#seen.size + written.bytes;
		const {nlink, size} = this.#stats() ?? {nlink: 1, size: least};
		const state = this.#stateBy(nlink, size, least);

		// A write that is under way may fail and be taken back: only what is confirmed stays.
		this.#seen = {confirmed, size: isWriting && state !== 'cut' ? least : size};
		return {state, size, unreachable: state === 'kept' ? nothing : written};
	}

	/** What can't be looked at is taken to be as it was. */
	#stats(): fs.Stats | undefined {
		try {
			return fs.fstatSync(this.fd);
		} catch {
			return undefined;
		}
	}

	#stateBy(nlink: number, size: number, least: number): Finding['state'] {
		if (!this.isRegular) {
			return 'kept';
		}

		if (nlink === 0) {
			return 'removed';
		}

		return size < least ? 'cut' : 'kept';
	}
}

/** What there is to say of a finding, as words behind the file's name. */
export function describeFinding({state, size, unreachable: {records, bytes}}: Finding): {readonly message: string; readonly detail: string} | undefined {
	const most = `up to ${countOf(records, 'record')} (${countOf(bytes, 'byte')})`;
	const detail = 'they count as delivered and as unreachable';
	if (state === 'removed' && records > 0) {
		return {message: `was removed: ${most} were written to it after that, and can't be reached any more`, detail};
	}

	if (state === 'cut') {
		const message = `was cut to ${countOf(size, 'byte')} by another program`;
		return records === 0
			? {message, detail: 'nothing was written to it since the last look'}
			: {message: `${message}: ${most} were written to it since the last look, and may be in no copy`, detail};
	}

	return undefined;
}
