import {machineDefinitions} from '../../source/engine/inspect/machine-definitions.js';
import type {Engine} from '../../source/contract/engine.js';
import type {Report, Snapshot} from '../../source/contract/snapshot.js';
import type {Command} from '../../source/contract/command.js';
import {createFakePipeline, type FakeOptions} from './fake-pipeline.js';

export type FakeEngine = Engine & {
	/** What it was told, in order. */
	readonly commands: readonly Command[];
};

export type FakeEngineOptions = FakeOptions & {
	/** Milliseconds of the run that are over when the screen opens. */
	readonly warmUp?: number;

	/** Commands of the warm-up by the millisecond at which they are given. */
	readonly script?: ReadonlyArray<readonly [number, Command]>;
};

/** An engine that plays a run in real time, for tests of the screen only. */
export function createFakeEngine({warmUp = 0, script = [], ...options}: FakeEngineOptions = {}): FakeEngine {
	const pipeline = createFakePipeline(options);
	const past: Snapshot[] = [];
	const commands: Command[] = [];
	let resolve: (report: Report) => void = () => undefined;
	const stopped = new Promise<Report>(settle => {
		resolve = settle;
	});
	for (let elapsed = 100; elapsed <= warmUp; elapsed += 100) {
		for (const [at, command] of script) {
			if (at === elapsed) {
				pipeline.obey(command);
			}
		}

		past.push(pipeline.step());
	}

	return {
		commands,
		stopped,
		machineDefinitions,
		async start() {
			// It runs as soon as somebody watches.
		},
		send(command) {
			commands.push(command);
			pipeline.obey(command);
		},
		subscribe(listener) {
			for (const snapshot of past) {
				listener(snapshot);
			}

			const timer = setInterval(() => {
				const snapshot = pipeline.step();
				listener(snapshot);
				if (snapshot.state === 'stopped' || snapshot.state === 'aborted') {
					resolve(reportOf(snapshot));
				}
			}, 100);
			return () => {
				clearInterval(timer);
			};
		},
	};
}

function reportOf({state, ledger, elapsed, rates, flushReasons}: Snapshot): Report {
	return {
		outcome: state === 'aborted' ? 'aborted' : 'stopped',
		accepted: ledger.accepted.records,
		delivered: ledger.delivered.records,
		deadLettered: 0,
		dropped: 0,
		left: ledger.accepted.records - ledger.delivered.records,
		lost: 0,
		resent: 0,
		elapsedMs: elapsed,
		workers: {peak: 0},
		rates,
		latencyMs: undefined,
		flushReasons,
		retries: 0,
		failures: 0,
		ledger,
	};
}
