import type {Command} from '../../contract/command.js';
import type {Report} from '../../contract/report.js';
import type {Snapshot} from '../../contract/snapshot.js';

/** An error as plain data: classes do not cross between threads. */
export type ErrorMessage = {
	readonly name: string;
	readonly message: string;
	readonly hint: string | undefined;
	readonly stack: string | undefined;
};

/** Commands go down … */
export type DownMessage
	= | {readonly type: 'start'}
		| {readonly type: 'command'; readonly command: Command};

/** … and snapshots come up; nothing else crosses. */
export type UpMessage
	= | {readonly type: 'started'}
		| {readonly type: 'refused'; readonly error: ErrorMessage}
		| {readonly type: 'snapshot'; readonly snapshot: Snapshot}
		| {readonly type: 'stopped'; readonly report: Report}
		| {readonly type: 'broken'; readonly error: ErrorMessage};
