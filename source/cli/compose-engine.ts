import {LocalEngine} from '../engine/local-engine.js';
import {createRealClock} from '../engine/real-clock.js';
import {createRandom} from '../engine/seeded-random.js';
import {MemoryQueue} from '../queues/memory-queue.js';
import type {CurrentSettings, Settings} from '../settings/settings.js';
import {createDeadLetterFile} from '../sinks/dead-letters/dead-letter-file.js';
import {createSink} from '../sinks/registry.js';
import {createSource} from '../sources/registry.js';

/** The pipeline that the settings describe, with the real adapters, on the machine's own time. */
export function composeEngine(given: Settings, isVerbose: boolean): LocalEngine {
	const settings: CurrentSettings = {...given};
	const clock = createRealClock();
	const random = createRandom(settings.seed);
	const {sink, isReal, canRefuse} = createSink({settings, clock, random});
	const source = createSource({settings, clock});
	return new LocalEngine({
		components: {
			source,
			queue: new MemoryQueue(settings.queueSize, settings.queueBytes),
			sink,
			deadLetters: createDeadLetterFile({path: settings.deadLetter, clock}),
			needsDeadLetters: canRefuse || !source.isGenerated || settings.maxAttempts !== 'unlimited',
			allowsFaults: !isReal || settings.faults,
		},
		settings,
		clock,
		random,
		isVerbose,
	});
}
