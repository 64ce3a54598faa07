import type {Experience} from './experience.js';
import {
	batchesPerWorker, batchTimeOf, errorOf, rateOf, type Stretch,
} from './stretch.js';

/** The part of what it should have brought that an added worker must bring. */
const leastShare = 1 / 3;

/** How much more than fewer workers the present ones may move, for it to be no more. */
export const sameRate = 1.1;

/** Where so many batches were seen, their number alone tells a rate. */
const manyBatches = 50;

/** The part of the time by which batches must take longer, of what they would if further workers brought nothing. */
const witnessShare = 0.5;

/** By the times of batches alone, less than this share of the workers must be enough. */
const clearShare = 0.6;

/** Batches at the sink for each worker, from which on workers wait for it most of the time. */
const leastBusy = 0.6;

/** A fraction of a worker that is not worth a worker. */
const tolerance = 0.25;

/** The fewest workers that move as much as these do; `undefined` where each brings something, or where that can't be told yet. */
export function enoughWorkers(experience: Experience, workers: number): number | undefined {
	const present = experience.get(workers)?.pressed;
	return present === undefined ? undefined : enoughAsMeasured(experience, present) ?? enoughByTime(experience, present);
}

/** Fewer workers have moved as much. */
function enoughAsMeasured(experience: Experience, present: Stretch): number | undefined {
	const enough = [...experience.values()].flatMap(({pressed}) => pressed !== undefined && bringsNoMore(pressed, present) ? [pressed.workers] : []);
	return enough.length === 0 ? undefined : Math.min(...enough);
}

function bringsNoMore(fewer: Stretch, present: Stretch): boolean {
	const added = present.workers - fewer.workers;
	if (added <= 0) {
		return false;
	}

	const ratio = rateOf(present) / rateOf(fewer);

	// In workers, by what each of the fewer moves.
	const brought = (ratio - 1) * fewer.workers;
	const error = ratio * errorOf(fewer, present) * fewer.workers;
	return ratio <= sameRate && brought + error < leastShare * added && isWitnessed(fewer, present);
}

/** Rates of few batches are vague. Where each worker waits for its one batch, the time of a batch tells more: it grows with the workers if they bring nothing. */
function isWitnessed(fewer: Stretch, present: Stretch): boolean {
	return waitsForEach(present) && waitsForEach(fewer)
		? batchTimeOf(present) >= batchTimeOf(fewer) * (1 + (witnessShare * ((present.workers / fewer.workers) - 1)))
		: Math.min(fewer.batches, present.batches) >= manyBatches;
}

/** Workers were added too quickly for each number of them to be measured. If a batch took no longer than with fewer workers, so many would be enough. */
function enoughByTime(experience: Experience, present: Stretch): number | undefined {
	const quickest = quickestBelow(experience, present.workers);
	if (quickest === undefined || batchesPerWorker(present) < leastBusy || present.batches < present.workers) {
		return undefined;
	}

	const needed = present.workers * batchTimeOf(quickest) / batchTimeOf(present);
	const enough = Math.max(1, Math.ceil(needed - tolerance));
	const isClear = needed * (1 + (2 * errorOf(quickest, present))) < clearShare * present.workers;
	return isClear && !isMeasured(experience, enough, present.workers) ? enough : undefined;
}

function quickestBelow(experience: Experience, workers: number): Stretch | undefined {
	const stretches = [...experience].flatMap(([fewer, {quickest}]) => fewer < workers && quickest !== undefined ? [quickest] : []);
	return stretches.toSorted((one, other) => batchTimeOf(one) - batchTimeOf(other))[0];
}

/** What was measured counts for more than what is reckoned. */
function isMeasured(experience: Experience, from: number, below: number): boolean {
	return [...experience].some(([workers, {pressed}]) => workers >= from && workers < below && pressed !== undefined);
}

function waitsForEach(stretch: Stretch): boolean {
	const batches = batchesPerWorker(stretch);
	return batches >= leastBusy && batches <= 1.25;
}

/** How much more than these fewer workers `more` have moved, as far as that is sure: a factor. */
export function surelyMoved(more: Stretch, fewer: Stretch): number {
	return rateOf(more) / rateOf(fewer) * (1 - errorOf(more, fewer));
}
