import fs from 'node:fs';
import {UsageError} from '../domain/errors.js';
import {describeError} from '../text/system-error.js';
import type {Report} from '../contract/report.js';
import {toJson} from '../text/json.js';

/** Keeps the final report. */
export type ReportFile = {
	/** Throws a `UsageError` where it can't be written after all. */
	write(report: Report): void;
};

/**
Opens the file of the final report at the start, so that a path that can't be written is known before the first record; `-` is stdout. What the file held stays until there is a report.

@throws {UsageError} where the file can't be written.
*/
export function openReport(path: string): ReportFile {
	const fd = path === '-' ? 1 : attempt(path, () => fs.openSync(path, 'a'));
	return {
		write(report) {
			attempt(path, () => {
				if (fs.fstatSync(fd).isFile()) {
					fs.ftruncateSync(fd);
				}

				fs.writeFileSync(fd, `${toJson(report, '\t')}\n`);
			});
		},
	};
}

function attempt<Value>(path: string, action: () => Value): Value {
	try {
		return action();
	} catch (error) {
		throw new UsageError(`the report can't be written to ${path === '-' ? 'stdout' : path}: ${describeError(error)}`, 'name a file in a folder that can be written to');
	}
}
