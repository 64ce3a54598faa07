/**
A small program for tests: moves records from its stdin to its stdout, or to the file that is named, through the real source and sink in a worker thread, beside a main thread that has touched its streams as a screen does. Its last line on stderr says what became of the records.

Usage: pump [maxRecordSize] [file]
*/
import process from 'node:process';
import {Worker, isMainThread, workerData} from 'node:worker_threads';
import type {Complete, Sink} from '../../source/engine/ports/sink.js';
import type {Source} from '../../source/engine/ports/source.js';
import {FileSink} from '../../source/sinks/file/file-sink.js';
import {createStdoutSink} from '../../source/sinks/stdout/stdout-sink.js';
import {createStdinSource} from '../../source/sources/stdin/stdin-source.js';
import {realClock} from './clock.js';
import {batchOf} from './records.js';
import {until} from './until.js';

export type PumpReport = {
	readonly read: number;
	readonly delivered: number;
	readonly closed: number;
	readonly failed: number;
	readonly refused: ReadonlyArray<{readonly kept: number; readonly size: number}>;
	readonly errors: readonly string[];

	/** The most memory that the program ever had, in bytes. */
	readonly resident: number;
};

async function pump(source: Source, sink: Sink): Promise<PumpReport> {
	const refused: Array<{kept: number; size: number}> = [];
	const errors: string[] = [];
	const never = new AbortController().signal;
	const records = {
		read: 0, delivered: 0, closed: 0, failed: 0,
	};
	let waiting = 0;
	const complete: Complete = (batch, failure) => {
		waiting--;
		if (failure === undefined) {
			records.delivered += batch.records;
		} else if (failure.kind === 'closed') {
			records.closed += batch.records;
			source.stop();
		} else {
			records.failed += batch.records;
		}
	};

	await sink.open();
	await source.open({
		onReady() {
			// It is asked each turn anyway.
		},
		onRefused({bytes, size}) {
			refused.push({kept: bytes.length, size});
		},
		onUnread({reason}) {
			errors.push(reason);
		},
	});
	await until(() => {
		let slice = waiting < sink.maxInFlight ? source.read(50) : undefined;
		while (slice !== undefined) {
			const batch = batchOf([slice]);
			records.read += batch.records;
			waiting++;
			sink.write(batch, complete, never);
			slice = waiting < sink.maxInFlight ? source.read(50) : undefined;
		}

		sink.commit?.();
		return source.isEnded && waiting === 0;
	});
	await source.close();
	await sink.close();
	return {
		...records, refused, errors, resident: process.resourceUsage().maxRSS * 1024,
	};
}

if (isMainThread) {
	// What a screen touches when it starts; it is this that makes pipes non-blocking.
	process.stdin.setMaxListeners(20);
	process.stdout.setMaxListeners(20);
	const worker = new Worker(new URL(import.meta.url), {workerData: process.argv.slice(2)});
	worker.on('message', report => {
		process.stderr.write(`${JSON.stringify(report)}\n`);
	});
} else {
	const {parentPort} = await import('node:worker_threads');
	const [maxRecordSize, file] = Array.isArray(workerData) ? workerData.map(String) : [];
	const report = await pump(
		createStdinSource({maxRecordSize: Number(maxRecordSize ?? 16_777_216), clock: realClock}),
		file === undefined ? createStdoutSink({clock: realClock}) : new FileSink({path: file, clock: realClock}),
	);
	parentPort?.postMessage(report);
}
