/** How hard the queue pushes back on a paced producer. `blocked`: the queue is full. */
export type Pressure = 'free' | 'light' | 'moderate' | 'heavy' | 'blocked';

export const pressures: readonly Pressure[] = ['free', 'light', 'moderate', 'heavy', 'blocked'];

/** How long a paced producer sleeps for each record under each pressure, in milliseconds. */
export const pressureSleep: Readonly<Record<Pressure, number>> = {
	free: 0,
	light: 0.5,
	moderate: 1,
	heavy: 2,
	blocked: 2,
};

/** The pressure at a queue usage (depth / capacity). */
export function pressureAt(usage: number): Pressure {
	if (usage >= 1) {
		return 'blocked';
	}

	if (usage > 0.95) {
		return 'heavy';
	}

	if (usage > 0.9) {
		return 'moderate';
	}

	return usage > 0.8 ? 'light' : 'free';
}
