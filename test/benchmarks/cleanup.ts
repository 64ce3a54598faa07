import process from 'node:process';

const chores = new Set<() => void>();

/** Has something done when the benchmarks end, be it by Ctrl-C, unless the answer is called before: that does it at once. */
export function whenLeaving(chore: () => void): () => void {
	chores.add(chore);
	return () => {
		if (chores.delete(chore)) {
			chore();
		}
	};
}

/** Does all that is left to do, the last first. */
export function leave(): void {
	for (const chore of [...chores].toReversed()) {
		chores.delete(chore);
		try {
			chore();
		} catch (error) {
			console.error(error);
		}
	}
}

export function leaveOnSignals(): void {
	for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
		process.on(signal, () => {
			leave();
			process.exit(code);
		});
	}
}
