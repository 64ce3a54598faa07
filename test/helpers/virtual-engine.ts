import {schema} from '../../source/cli/schema.js';
import type {Random} from '../../source/domain/backoff.js';
import {LocalEngine} from '../../source/engine/local-engine.js';
import type {DeadLetters} from '../../source/engine/ports/dead-letters.js';
import type {Queue} from '../../source/engine/ports/queue.js';
import type {Sink} from '../../source/engine/ports/sink.js';
import type {Source} from '../../source/engine/ports/source.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {SimulatedSink} from '../../source/sinks/simulated/simulated-sink.js';
import {SyntheticSource} from '../../source/sources/synthetic/synthetic-source.js';
import {createKeptLetters} from './worker-bench.js';
import {settingsWith, type TestSettings} from './settings.js';

/** The parts of an engine that a test brings along. */
export type VirtualEngineParts = {
	/** Commands change them in place. */
	readonly settings?: TestSettings;
	readonly clock?: VirtualClock;
	readonly random?: Random;
	readonly source?: Source;
	readonly queue?: Queue;
	readonly sink?: Sink;
	readonly deadLetters?: DeadLetters;
	readonly needsDeadLetters?: boolean;
	readonly allowsFaults?: boolean;

	/** Milliseconds between snapshots. */
	readonly sampleInterval?: number;
	readonly utilisation?: () => number | undefined;
};

/** The real engine on virtual time. Where a test brings nothing else, it moves generated records through memory to a simulated sink. */
export function createVirtualEngine({
	settings = settingsWith(),
	clock = new VirtualClock(),
	random = createRandom(1),
	sampleInterval,
	utilisation,
	...components
}: VirtualEngineParts = {}): {readonly engine: LocalEngine; readonly clock: VirtualClock} {
	const engine = new LocalEngine({
		components: {
			source: new SyntheticSource(clock),
			queue: new MemoryQueue(settings.queueSize, settings.queueBytes),
			sink: new SimulatedSink({clock, random, settings: () => settings}),
			deadLetters: createKeptLetters(),
			allowsFaults: true,
			...components,
		},
		schema,
		settings,
		clock,
		random,
		...(sampleInterval !== undefined && {sampleInterval}),
		...(utilisation !== undefined && {utilisation}),
	});
	return {engine, clock};
}
