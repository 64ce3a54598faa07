import type {Snapshot} from '../contract/snapshot.js';

/**
What makes the figures of before say nothing of now.

- `none`: nothing has changed;
- `scaling`: there are other workers: what stood may go on standing;
- `load`: the user has changed what goes in or who works, or a spike has begun or ended;
- `receiver`: the settings are others, so that the receiver's past is no measure either;
- `fault`: a fault is set or undone, so that what was not answered under it says nothing.
*/
export type Change = 'none' | 'scaling' | 'load' | 'receiver' | 'fault';

export function changeBetween(before: Snapshot | undefined, now: Snapshot): Change {
	if (before === undefined) {
		return 'load';
	}

	if (JSON.stringify(before.sink.fault) !== JSON.stringify(now.sink.fault)) {
		return 'fault';
	}

	if (before.state !== now.state || settingsOf(before) !== settingsOf(now)) {
		return 'receiver';
	}

	const isOtherLoad = before.producer.state !== now.producer.state || before.producer.targetRate !== now.producer.targetRate || pausedOf(before) !== pausedOf(now);
	return isOtherLoad ? 'load' : (before.workers.length === now.workers.length ? 'none' : 'scaling');
}

/** All settings but the rate, which the producer's target shows. */
function settingsOf({settings}: Snapshot): string {
	return JSON.stringify({...settings, rate: undefined});
}

function pausedOf({workers}: Snapshot): string {
	return workers.filter(({state}) => state === 'paused').map(({id}) => id).join(' ');
}
