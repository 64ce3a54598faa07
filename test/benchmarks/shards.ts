import process from 'node:process';
import {cli} from '../helpers/program.js';
import {assertAll, type Arrival} from './arrival.js';
import type {Contestant, Run, Workload} from './contestant.js';
import {arrivalAt, forkProgram, message} from './forked.js';
import {measure} from './measure.js';

type Variant = {
	readonly batch: number;
	readonly queue: string;
	readonly workers: number;
	readonly records: number;
};

type Delivery = {
	readonly run: Run;
	readonly arrival: Arrival;
};

/** What the shards are compared with. */
export const unsharded = 'one process';

const verified = 100_000;

/**
Whether more engine threads would be faster where an engine has most to compute, gzip over HTTP: one process beside two that do half each.

Two processes are what two engine threads would be at best: they share nothing, so that nothing is spent on one snapshot, one scaler and one queue limit.
*/
export function shardsWorkload(scale: number): Workload {
	const variants: readonly Variant[] = [
		{
			batch: 50, queue: '10k', workers: 10, records: 1_000_000,
		},
		{
			batch: 50, queue: '10k', workers: 32, records: 1_000_000,
		},
		{
			batch: 1000, queue: '100k', workers: 10, records: 6_000_000,
		},
	];
	return {
		name: 'generate → HTTP, gzip',
		contestants: variants.flatMap(variant => [1, 2].map(processes => contestant(variant, processes, Math.round(variant.records * scale / 2) * 2))),
	};
}

function contestant(variant: Variant, processes: number, records: number): Contestant {
	return {
		name: processes === 1 ? unsharded : `${processes} processes`,
		settings: `batch ${variant.batch}, queue ${variant.queue}, ${variant.workers} workers`,
		isMillrace: true,
		records,
		includesStart: true,
		async run(count) {
			const {run} = await deliver(variant, processes, count);
			return run;
		},
		async verify() {
			const {arrival} = await deliver(variant, processes, verified, true);
			assertAll(arrival, verified, processes);
		},
	};
}

/** Each process delivers its share, one record at least. */
async function deliver(variant: Variant, processes: number, records: number, sums = false): Promise<Delivery> {
	const {child: receiver, end} = forkProgram('http-receiver', sums ? ['sum'] : []);
	try {
		const {port} = await message(receiver);
		const command = commandFor(variant, Number(port), Math.ceil(records / processes));
		const usages = await Promise.all(Array.from({length: processes}, async () => measure(command)));
		const arrival = await arrivalAt(receiver);
		return {
			arrival,
			run: {
				seconds: Math.max(...usages.map(({seconds}) => seconds)),
				cpuSeconds: usages.reduce((sum, {cpuSeconds}) => sum + cpuSeconds, 0),
				peakBytes: Math.max(...usages.map(({peakBytes}) => peakBytes)),
				bytes: arrival.bytes,
			},
		};
	} finally {
		end();
	}
}

function commandFor({batch, queue, workers}: Variant, port: number, records: number): readonly string[] {
	const source = ['--source', 'synthetic', '--rate', 'max', '--count', String(records)];
	const sink = ['--sink', `http://127.0.0.1:${port}`, '--gzip', '--batch-size', String(batch)];
	const pool = ['--queue-size', queue, '--min-workers', String(workers), '--max-workers', String(workers)];
	return [process.execPath, cli, '--plain', ...source, ...sink, ...pool];
}
