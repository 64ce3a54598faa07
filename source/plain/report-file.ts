import fs from 'node:fs';
import {UsageError} from '../domain/errors.js';
import {describeError} from '../engine/system-error.js';
import type {Report} from '../engine/snapshot.js';
import {reportText} from './json.js';

/** Keeps the final report. */
export type ReportFile = {
	write(report: Report): void;
};

/**
Opens the file of the final report at the start, so that a path that can't be written is known before the first record; `-` is stdout.

@throws {UsageError} where the file can't be written.
*/
export function openReport(path: string): ReportFile {
	const fd = path === '-' ? 1 : openFile(path);
	return {
		write(report) {
			fs.writeFileSync(fd, reportText(report));
		},
	};
}

function openFile(path: string): number {
	try {
		return fs.openSync(path, 'w');
	} catch (error) {
		throw new UsageError(`the report can't be written to ${path}: ${describeError(error)}`, 'name a file in a folder that can be written to');
	}
}
