/** The rate of a growing count over the last second, from readings ten times a second. */
export class RateMeter {
	readonly #readings: Array<{readonly at: number; readonly total: number}> = [];
	#rate = 0;

	/** Records a second, by the last reading. */
	get rate(): number {
		return this.#rate;
	}

	/** Takes a reading; `at` in milliseconds. */
	read(at: number, total: number): void {
		const readings = this.#readings;
		readings.push({at, total});
		while (readings.length > 2 && at - (readings[1]?.at ?? at) >= 1000) {
			readings.shift();
		}

		const first = readings[0];
		if (first !== undefined && at > first.at) {
			this.#rate = (total - first.total) * 1000 / (at - first.at);
		}
	}
}
