import {
	batchTimeOf, errorOf, joined, rateOf, type Stretch,
} from './stretch.js';

/** What is known of one number of workers. */
export type Known = {
	/** What they did while more wanted in than they took: what they can do. */
	readonly pressed: Stretch | undefined;

	/** The stretch in which batches took the least time, and the most records a second, whether pressed or not. */
	readonly quickest: Stretch | undefined;
	readonly most: number;

	/** When it was last seen, in milliseconds. */
	readonly at: number;
};

/** What is known by number of workers. */
export type Experience = ReadonlyMap<number, Known>;

/** How what is measured is to be taken. */
export type Sighting = {
	readonly stretch: Stretch;
	readonly now: number;

	/** Whether more wanted in than went out. */
	readonly isPressed: boolean;

	/** Whether the last change of the workers can show: batches of before it are answered. */
	readonly isSettled: boolean;

	/** How long is remembered, in milliseconds. */
	readonly memory: number;
};

/** Stretches of fewer batches say nothing of the time of a batch, or of the most that was seen. */
const batchesForTime = 2;
const batchesForMost = 8;

/** So many stretches of a kind are kept as one, that the newest counts. */
const joinedShare = 0.1;

/** An experience with a stretch taken in, and without what is too old to hold. */
export function withSighting(experience: Experience, {stretch, now, isPressed, isSettled, memory}: Sighting): Experience {
	const known = experience.get(stretch.workers);
	const counts = isPressed && isSettled && stretch.batches > 0;
	const pressed = counts
		? (known?.pressed === undefined ? stretch : joined(known.pressed, stretch, memory * joinedShare))
		: known?.pressed;
	const fresh = [...experience].filter(([workers, {at}]) => workers !== stretch.workers && now - at <= memory);
	return new Map([...fresh, [stretch.workers, {
		pressed,
		quickest: stretch.batches >= batchesForTime ? quickerOf(known?.quickest, stretch) : known?.quickest,
		most: Math.max(known?.most ?? 0, stretch.batches >= batchesForMost ? rateOf(stretch) : 0),
		at: now,
	}]]);
}

function quickerOf(one: Stretch | undefined, other: Stretch): Stretch {
	return one === undefined || batchTimeOf(other) < batchTimeOf(one) ? other : one;
}

/** How far what goes out must fall to show that the receiver, or what else there is, has become another one. */
const slump = 0.75;

/** Whether far less goes out than already did with fewer workers, or with as many: then it is not the workers that have changed. */
export function hasSlumped(experience: Experience, {stretch, isPressed, isSettled}: Sighting): boolean {
	return isPressed && isSettled && [...experience].some(([workers, {most}]) =>
		workers <= stretch.workers && rateOf(stretch) * (1 + errorOf(stretch, stretch)) < slump * most);
}

/** From which part of what as many or fewer workers have moved the present ones may be compared with others. */
const likeBefore = 0.85;

/** Whether a stretch is like those that were measured. If less goes out than did, though that may be chance, it can't be told whether the last workers have brought something. */
export function isLikeBefore(experience: Experience, stretch: Stretch): boolean {
	return [...experience].every(([workers, {pressed}]) => workers > stretch.workers || pressed === undefined || rateOf(stretch) >= likeBefore * rateOf(pressed));
}
