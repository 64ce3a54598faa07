import {performance} from 'node:perf_hooks';
import {longestWait} from './place.js';

/** Waits, one turn of the event loop after another, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	const end = performance.now() + longestWait;
	await new Promise<void>((resolve, reject) => {
		const check = (): void => {
			try {
				if (holds()) {
					resolve();
				} else if (performance.now() > end) {
					reject(new Error(`did not come to hold within ${longestWait} ms: ${String(holds)}`));
				} else {
					setImmediate(check);
				}
			} catch (error) {
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		};

		check();
	});
}
