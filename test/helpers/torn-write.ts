/**
A small program for tests: hands four batches of four records, of 10 bytes each, to a sink whose file has room for ten and a half of them, then hands those that failed over again without the limit. It prints what the sink answered, and how large the file was in between.

Usage: torn-write file|stdout|shared <path> [slow], `slow` makes the disk seem slow; with `shared` another program appends to the file as well.
*/
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';
import type {SinkFailure} from '../../source/domain/sink-failure.js';
import {FileSink} from '../../source/sinks/file/file-sink.js';
import {createStdoutSink} from '../../source/sinks/stdout/stdout-sink.js';
import {realClock} from './clock.js';
import {createAnswers} from './write-batches.js';
import {batchesOf, makeChunk} from './records.js';

export type TornWrite = {
	readonly size: number;
	readonly first: ReadonlyArray<SinkFailure | 'confirmed'>;
	readonly second: ReadonlyArray<SinkFailure | 'confirmed'>;
};

function limitFileSize(limit: string): void {
	execFileSync('prlimit', [`--fsize=${limit}:unlimited`, '--pid', String(process.pid)]);
}

const [kind, path = '', speed] = process.argv.slice(2);
let time = 0;
const clock = speed === 'slow'
	? {
		...realClock,
		now() {
			time += 10;
			return time;
		},
	}
	: realClock;
// Without a listener the limit would end the process.
process.on('SIGXFSZ', () => undefined);
const sink = kind === 'stdout' ? createStdoutSink({fd: fs.openSync(path, 'w'), clock}) : new FileSink({path, clock});
await sink.open();
if (kind === 'shared') {
	fs.appendFileSync(path, 'not ours\n');
}

const batches = batchesOf(makeChunk(Array.from({length: 16}, (_, index) => `record ${String(index).padStart(2, '0')}`)), 4);
limitFileSize('105');
const first = createAnswers(sink);
const [leading, ...others] = batches.map(batch => [batch]);
// The first by itself: it shows how slow the disk is.
for (const group of [leading ?? [], others.flat()]) {
	for (const batch of group) {
		first.write(batch);
	}

	await first.completed();
}

const {size} = fs.statSync(path);
limitFileSize('unlimited');
const second = createAnswers(sink);
const failed = batches.filter(batch => first.of(batch) !== undefined);
for (const batch of failed) {
	second.write(batch);
}

await second.completed();
await sink.close();
const outcome: TornWrite = {
	size,
	first: batches.map(batch => first.of(batch) ?? 'confirmed'),
	second: failed.map(batch => second.of(batch) ?? 'confirmed'),
};
console.log(JSON.stringify(outcome));
