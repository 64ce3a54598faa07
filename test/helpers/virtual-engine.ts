import {LocalEngine} from '../../source/engine/local-engine.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {MemoryQueue} from '../../source/queues/memory-queue.js';
import type {Settings} from '../../source/settings/settings.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {SimulatedSink} from '../../source/sinks/simulated/simulated-sink.js';
import {SyntheticSource} from '../../source/sources/synthetic/synthetic-source.js';
import {createKeptLetters} from './worker-bench.js';
import {settingsWith} from './settings.js';

/** A whole pipeline of generated records and a simulated sink, on time that is turned. */
export function createVirtualEngine(given: Partial<Settings> = {}): {readonly engine: LocalEngine; readonly clock: VirtualClock} {
	const settings = settingsWith(given);
	const clock = new VirtualClock();
	const random = createRandom(1);
	return {
		clock,
		engine: new LocalEngine({
			settings,
			clock,
			random,
			components: {
				source: new SyntheticSource(clock),
				queue: new MemoryQueue(settings.queueSize, settings.queueBytes),
				sink: new SimulatedSink({clock, random, settings: () => settings}),
				deadLetters: createKeptLetters(),
				allowsFaults: true,
			},
		}),
	};
}
