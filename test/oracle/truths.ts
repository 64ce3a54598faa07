import type {Snapshot} from '../../source/contract/snapshot.js';
import type {Limit} from '../../source/diagnosis/verdict.js';

export type Load = {
	/** Records a second that want in; infinitely many where a source is never done. */
	readonly demand: number;

	/** Milliseconds that a batch takes. */
	readonly latency: number;
	readonly calm: Limit;
};

/** What limits a pipeline with a sound receiver, by Little's law: the workers, as long as they are too few for the demand. While the queue takes what they can't, and while it is worked off, both words are right. */
export function truthOfLoad({demand, latency, calm}: Load, {workers, settings, queue, bounds: {maxWorkers}}: Snapshot): readonly Limit[] {
	const present = workers.filter(({state}) => state !== 'draining').length;
	const capacity = present * settings.batchSize * 1000 / latency;
	if (demand > capacity * 1.04) {
		const short: Limit = present < maxWorkers ? 'scaler' : 'maximum';
		return queue.usage > 0.5 ? [short] : [short, calm, 'catchingUp'];
	}

	if (demand > capacity * 0.96) {
		return [calm, 'catchingUp', present < maxWorkers ? 'scaler' : 'maximum'];
	}

	// The load before may have filled the queue.
	return queue.usage > 0.2 ? ['catchingUp', calm] : [calm];
}
