/** Waits, one turn of the event loop after another, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const check = (): void => {
			try {
				if (holds()) {
					resolve();
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
