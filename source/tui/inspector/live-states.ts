import type {Snapshot} from '../../contract/snapshot.js';
import type {InspectorTarget} from '../state/screen-state.js';

/** The paths of the states that a machine is in: all where it was watched, else the outermost one, which every snapshot knows; none where there is no such machine. */
export function liveStates({machine, id}: InspectorTarget, snapshot: Snapshot): readonly string[] {
	const {inspected: watched} = snapshot;
	if (watched?.machine === machine && watched.id === id) {
		return watched.states;
	}

	const outermost = {
		worker: snapshot.workers.find(worker => worker.id === id)?.state,
		producer: snapshot.producer.state,
		scaler: snapshot.scaler.state,
		pipeline: snapshot.state,
	}[machine];
	return outermost === undefined ? [] : [outermost];
}
