import type {EngineLoop} from '../engine-loop.js';
import type {Latencies} from '../metrics/latencies.js';
import type {Queue} from '../ports/queue.js';
import type {FaultySink} from '../sink/faulty-sink.js';
import type {SinkCircuit} from '../sink/sink-circuit.js';
import type {SinkHealth} from '../sink/sink-health.js';
import type {DeadLetterPolicy} from './dead-letter-policy.js';
import type {IdleWorkers} from './idle-workers.js';

/** What the workers of one engine share. */
export type SharedByWorkers = {
	readonly queue: Queue;
	readonly sink: FaultySink;
	readonly deadLetterPolicy: DeadLetterPolicy;
	readonly health: SinkHealth;
	readonly circuit: SinkCircuit;
	readonly latencies: Latencies;
	readonly idle: IdleWorkers;
	readonly loop: Pick<EngineLoop, 'batchesPerWorker' | 'requestTick'>;
};
