import test from 'ava';
import {CrashSafeEngine} from '../../source/cli/crash-safe-engine.js';
import type {Engine} from '../../source/contract/engine.js';
import type {Report} from '../../source/contract/report.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {createDeferred} from '../../source/domain/deferred.js';
import {InternalError, UsageError} from '../../source/domain/errors.js';
import {reportWith, snapshotWith} from '../helpers/snapshots.js';

function createBench(problem?: Error) {
	const stopped = createDeferred<Report>();
	const listeners: Array<(snapshot: Snapshot) => void> = [];
	const engine: Engine = {
		machineDefinitions: [],
		stopped: stopped.promise,
		async start() {
			if (problem !== undefined) {
				throw problem;
			}
		},
		send: () => undefined,
		subscribe(listener) {
			listeners.push(listener);
			return () => undefined;
		},
	};
	return {
		safe: new CrashSafeEngine(engine, 'dead'),
		stopped,
		publish(snapshot: Snapshot) {
			for (const listener of listeners) {
				listener(snapshot);
			}
		},
	};
}

test('a run that ends well is passed through', async t => {
	const {safe, stopped} = createBench();
	await safe.start();
	const report = reportWith({delivered: 1});
	stopped.resolve(report);
	t.is(await safe.stopped, report);
	t.is(safe.crash, undefined);
});

test('a crash ends in a report of the last snapshot', async t => {
	const {safe, stopped, publish} = createBench();
	safe.subscribe(() => undefined);
	publish(snapshotWith({elapsed: 100}));
	publish(snapshotWith({elapsed: 200}));
	const error = new InternalError('boom');
	stopped.reject(error);
	t.like(await safe.stopped, {outcome: 'crashed', elapsedMs: 200});
	t.is(safe.crash?.error, error);
});

test('so does a crash while it starts', async t => {
	const error = new InternalError('boom');
	const {safe, stopped} = createBench(error);
	await safe.start();
	stopped.reject(error);
	t.like(await safe.stopped, {outcome: 'crashed', elapsedMs: 0});
});

test('a mistake of the user is no crash', async t => {
	const error = new UsageError('no such file');
	const {safe, stopped} = createBench(error);
	await t.throwsAsync(safe.start(), {is: error});
	stopped.reject(error);
	await t.throwsAsync(safe.stopped, {is: error});
	t.is(safe.crash, undefined);
});
