import type {Sink} from '../../source/engine/ports/sink.js';
import type {Source} from '../../source/engine/ports/source.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {SimulatedSink} from '../../source/sinks/simulated/simulated-sink.js';
import {SyntheticSource} from '../../source/sources/synthetic/synthetic-source.js';
import {type GivenSettings, settingsWith} from './settings.js';
import {createVirtualEngine} from './virtual-engine.js';

/** What sets a pipeline apart from one at the defaults. It is plain data, so that a test can hand it to another process. */
export type PipelineOptions = {
	readonly settings?: GivenSettings;

	/** A real source, which always has records and is not paced. It reports its trouble when it opens. */
	readonly source?: {readonly name: string; readonly trouble?: string};

	/** The simulated sink under another name. With a problem, every fourth batch fails with that. */
	readonly sink?: {readonly name: string; readonly problem?: string};
	readonly allowsFaults?: boolean;
};

/** The real engine on virtual time between the ends that the options describe. */
export function createPipeline({settings: given = {}, source, sink, allowsFaults = true}: PipelineOptions = {}) {
	const settings = settingsWith({...given, ...source !== undefined && {rate: 'max'}});
	const clock = new VirtualClock();
	const random = createRandom(1);
	const records = new SyntheticSource(clock);
	const receiver = new SimulatedSink({clock, random, settings: () => settings});
	return createVirtualEngine({
		settings,
		clock,
		random,
		source: source === undefined ? records : createRealSource(records, source),
		sink: sink === undefined ? receiver : createNamedSink(receiver, sink),
		allowsFaults,
	});
}

function createRealSource(records: Source, {name, trouble}: NonNullable<PipelineOptions['source']>): Source {
	return {
		name,
		isGenerated: false,
		get isEnded() {
			return records.isEnded;
		},
		async open(events) {
			await records.open(events);
			if (trouble !== undefined) {
				events.onTrouble?.(trouble);
			}
		},
		read: max => records.read(max),
		stop() {
			records.stop();
		},
		close: async () => records.close(),
	};
}

function createNamedSink(receiver: Sink, {name, problem}: NonNullable<PipelineOptions['sink']>): Sink {
	let answers = 0;
	return {
		name,
		maxInFlight: receiver.maxInFlight,
		open: async () => receiver.open(),
		write(batch, complete, signal) {
			receiver.write(batch, (answered, failure) => {
				const fails = problem !== undefined && answers++ % 4 === 0;
				complete(answered, failure ?? (fails ? {kind: 'retry', message: problem, outcomeUnknown: false} : undefined));
			}, signal);
		},
		close: async () => receiver.close(),
	};
}
