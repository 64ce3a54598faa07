import {LocalEngine} from '../engine/local-engine.js';
import {createRealClock} from '../engine/real-clock.js';
import {createRandom} from '../engine/seeded-random.js';
import {createUtilisationMeter} from '../engine/thread/utilisation.js';
import {queues} from '../queues/registry.js';
import type {Component, End} from '../settings/components/component.js';
import {findComponent} from '../settings/components/find-component.js';
import {pipelineDeclarations} from '../settings/core.js';
import type {CurrentSettings, Settings} from '../settings/settings.js';
import {valueOf} from '../settings/values/parse-result.js';
import {createDeadLetterFile} from '../sinks/dead-letters/dead-letter-file.js';
import {sinks} from '../sinks/registry.js';
import {sources} from '../sources/registry.js';
import {schema} from './schema.js';

function chosen<Known extends Component>(end: End, components: readonly Known[], address: string): Known {
	return valueOf(findComponent(end, components, address), end, 'an address', address);
}

/** The pipeline that the settings describe, with the real adapters, on the machine's own time. */
export async function composeEngine(resolved: Settings, isVerbose: boolean): Promise<LocalEngine> {
	const settings: CurrentSettings = {...resolved};
	const clock = createRealClock();
	const random = createRandom(settings.seed);
	const [{sink, isReal, canRefuse}, queue] = await Promise.all([
		chosen('sink', sinks, settings.sink).create(settings.sink, settings, {clock, random}),
		chosen('queue', queues, settings.queue).create(settings.queue, settings, {capacity: settings.queueSize, byteCapacity: settings.queueBytes}),
	]);
	const isGiven = settings.deadLetter !== pipelineDeclarations.deadLetter.initial.value;
	const source = await chosen('source', sources, settings.source).create(settings.source, settings, {
		clock, room: () => queue.byteCapacity - queue.depthBytes - queue.leased.bytes,
	});
	return new LocalEngine({
		components: {
			source,
			queue,
			sink,
			deadLetters: createDeadLetterFile({path: settings.deadLetter, isGiven, clock}),
			needsDeadLetters: canRefuse || !source.isGenerated || settings.maxAttempts !== 'unlimited',
			allowsFaults: !isReal || settings.faults,
		},
		schema,
		settings,
		clock,
		random,
		isVerbose,
		utilisation: createUtilisationMeter(clock),
	});
}
