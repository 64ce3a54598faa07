import type {Snapshot} from '../../contract/snapshot.js';

/** How many workers there are; while the pipeline runs, those that flush what they hold and leave are told apart: `10 + 4 stopping`. */
export function headcount({state, workers}: Snapshot): string {
	const stopping = state === 'running' ? workers.filter(worker => worker.state === 'draining').length : 0;
	return stopping === 0 ? String(workers.length) : `${workers.length - stopping} + ${stopping} stopping`;
}
