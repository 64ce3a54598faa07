import {setImmediate as turn} from 'node:timers/promises';

/** Waits, one turn of the event loop after another, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	if (!holds()) {
		await turn();
		await until(holds);
	}
}
