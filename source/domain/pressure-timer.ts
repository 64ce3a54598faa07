import type {Pressure} from './pressure.js';

/** Keeps the time that passes under each pressure, in milliseconds. */
export class PressureTimer {
	readonly #times: Record<Pressure, number> = {
		free: 0, light: 0, moderate: 0, heavy: 0, blocked: 0,
	};

	#pressure: Pressure = 'free';
	#since: number;

	constructor(now: number) {
		this.#since = now;
	}

	get pressure(): Pressure {
		return this.#pressure;
	}

	change(pressure: Pressure, now: number): void {
		this.#times[this.#pressure] += now - this.#since;
		this.#since = now;
		this.#pressure = pressure;
	}

	/** Time under each pressure until now. */
	times(now: number): Record<Pressure, number> {
		return {...this.#times, [this.#pressure]: this.#times[this.#pressure] + now - this.#since};
	}
}
