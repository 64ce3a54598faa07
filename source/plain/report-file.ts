import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {UsageError} from '../domain/errors.js';
import {checkOutput, openOutput} from '../files/output.js';
import {placeOf, type Place} from '../files/place.js';
import {replaceFile} from '../files/replace-file.js';
import {describeError} from '../text/system-error.js';
import {writeWhole} from '../text/write-whole.js';
import type {Report} from '../contract/report.js';
import {toJson} from '../text/json.js';

/** Keeps the final report. */
export type ReportFile = {
	/** Throws a `UsageError` where it can't be written after all. */
	write(report: Report): void;
};

/** Where a report goes: takes its text as a whole. */
type Writer = (text: string) => void;

const stdout: Place = {kind: 'descriptor', fd: 1};

/**
Finds out at the start whether the final report can be written, so that a path that can't be is known before the first record; `-` is stdout. What the file held stays until the new report takes its place as a whole.

@throws {UsageError} where it can't be written.
*/
export function openReport(name: string): ReportFile {
	const write = attempt(name, () => writerFor(name));
	return {
		write(report) {
			attempt(name, () => {
				write(`${toJson(report, '\t')}\n`);
			});
		},
	};
}

function writerFor(name: string): Writer {
	const place = name === '-' ? stdout : placeOf(name);
	if (place.kind === 'descriptor') {
		fs.fstatSync(place.fd);
		return writerTo(place.fd);
	}

	const {path} = place;
	if (fs.statSync(path, {throwIfNoEntry: false})?.isFile() === false) {
		return writerTo(openOutput(path, {followsLinks: true}).fd);
	}

	checkOutput(path);
	return text => {
		replaceFile(path, text);
	};
}

function writerTo(fd: number): Writer {
	return text => {
		writeWhole(fd, Buffer.from(text));
	};
}

function attempt<Value>(name: string, action: () => Value): Value {
	try {
		return action();
	} catch (error) {
		throw new UsageError(`the report can't be written to ${name === '-' ? 'stdout' : name}: ${describeError(error)}`, 'name a file in a folder that can be written to');
	}
}
