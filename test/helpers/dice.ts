import type {Random} from '../../source/domain/backoff.js';

/** Choices by a seeded generator. */
export type Dice = {
	between(least: number, most: number): number;
	whole(least: number, most: number): number;
	chance(share: number): boolean;
	pick<Value>(...values: readonly Value[]): Value;
};

export function createDice(random: Random): Dice {
	const between = (least: number, most: number): number => least + (random() * (most - least));
	const whole = (least: number, most: number): number => Math.floor(between(least, most + 1));
	return {
		between,
		whole,
		chance: share => random() < share,
		pick<Value>(...values: readonly Value[]): Value {
			const value = values[whole(0, values.length - 1)];
			if (value === undefined) {
				throw new RangeError('nothing to pick from');
			}

			return value;
		},
	};
}
