import {enoughWorkers, sameRate, surelyMoved} from './enough.js';
import {
	hasSlumped, isLikeBefore, withSighting, type Experience, type Sighting,
} from './experience.js';
import type {ScalingSettings} from './policy.js';
import {
	batchTimeOf, errorOf, rateOf, type Stretch,
} from './stretch.js';

/** Workers that were taken back, as they had brought nothing. */
export type TakenBack = {
	/** So many moved no more than so many. */
	readonly from: number;
	readonly to: number;

	/** Records a second that they moved. */
	readonly rate: number;

	/** Until when none is added, in milliseconds. */
	readonly until: number;
};

/** What keeps the scaler from adding workers that bring nothing. Plain data: the time is that of the sightings. */
export type Restraint = {
	readonly experience: Experience;
	readonly takenBack: TakenBack | undefined;

	/** How often in a row it was for nothing that workers were added. */
	readonly futile: number;

	/** Since when it learns, in milliseconds: batches of before say nothing. */
	readonly since: number;
};

/** A restraint that has learned nothing yet. */
export function newRestraint(since = Number.NEGATIVE_INFINITY): Restraint {
	return {
		experience: new Map(), takenBack: undefined, futile: 0, since,
	};
}

/** How many scaling intervals no worker is added after the first futile try. Each further one doubles it. */
const firstPause = 10;
const longestPause = 320;

/** How many scaling intervals, and how many times of a batch, what was measured holds. */
const memoryIntervals = 30;
const memoryBatches = 6;

/** By this factor the present workers must move more than they did, to show that something else has changed. */
const recovery = 1.5;

/** So often a try that was taken for futile may turn out to have helped, before that is put down to chance. */
const mostDoubts = 2;

/** What a restraint is asked. */
export type Question = Omit<Sighting, 'memory'> & {
	/** How many workers the policy wants. */
	readonly desired: number;
	readonly settings: ScalingSettings & {readonly scaleInterval: number};
};

export type Answer = {
	readonly restraint: Restraint;

	/** How many workers there should be. */
	readonly desired: number;

	/** Set where that is not what the policy wants. */
	readonly takenBack: TakenBack | undefined;
};

/** Share of failed batches from which on a stretch says nothing of the workers. */
const failingShare = 0.1;

/** What becomes of the wish of a policy: workers that have brought nothing are taken back, and for a while none is added. */
export function restrain(before: Restraint, question: Question): Answer {
	const {stretch: {failures, batches}, desired} = question;
	if (failures > 0 && batches === 0) {
		return {restraint: newRestraint(question.now), desired, takenBack: undefined};
	}

	const restraint = failures > failingShare * (failures + batches) ? before : learned(before, question);
	const answer = isLikeBefore(before.experience, question.stretch) ? takeBack(restraint, question) : undefined;
	return answer ?? hold(restraint, question);
}

function learned(before: Restraint, question: Question): Restraint {
	const {stretch, now} = question;
	if (now - stretch.elapsed - before.since < batchTimeOf(stretch)) {
		return before;
	}

	const sighting = {...question, memory: memoryOf(before, question)};
	if (hasSlumped(before.experience, sighting) || hasRecovered(before, question) || isOver(before, sighting)) {
		return newRestraint(now);
	}

	const experience = withSighting(before.experience, sighting);

	const present = experience.get(stretch.workers)?.pressed;
	return present === undefined ? {...before, experience} : doubted({...before, experience}, present);
}

function memoryOf({experience}: Restraint, {stretch: {workers}, settings}: Question): number {
	const known = experience.get(workers)?.pressed;
	const time = known === undefined ? 0 : batchTimeOf(known);
	return (memoryIntervals * settings.scaleInterval) + (memoryBatches * time);
}

function hasRecovered({takenBack}: Restraint, {stretch, isPressed, isSettled}: Question): boolean {
	return takenBack !== undefined && isPressed && isSettled && stretch.workers <= takenBack.to && rateOf(stretch) * (1 - (2 * errorOf(stretch, stretch))) > recovery * takenBack.rate;
}

/** Whether it is long ago that workers could be added again, and none was wanted. */
function isOver({takenBack}: Restraint, {now, memory, stretch: {workers}}: Sighting): boolean {
	return takenBack !== undefined && workers <= takenBack.to && now - takenBack.until > memory;
}

/** With a view on a try that has helped after all: one that was taken back, or the present one. */
function doubted(restraint: Restraint, present: Stretch): Restraint {
	const {takenBack, experience, futile} = restraint;
	if (takenBack === undefined) {
		return restraint;
	}

	if (present.workers <= takenBack.to) {
		const more = experience.get(takenBack.from)?.pressed;
		const hasHelped = more !== undefined && surelyMoved(more, present) > sameRate;
		return hasHelped && futile <= mostDoubts
			? {...restraint, takenBack: undefined, experience: new Map([...experience].filter(([workers]) => workers >= present.workers))}
			: restraint;
	}

	const fewer = experience.get(takenBack.to)?.pressed;
	return fewer !== undefined && surelyMoved(present, fewer) > 1 + ((present.workers - fewer.workers) / fewer.workers / 3)
		? {...restraint, takenBack: undefined, futile: 0}
		: restraint;
}

/** The answer where the present workers move no more than fewer did. */
function takeBack(restraint: Restraint, {stretch, now, isPressed, isSettled, desired, settings}: Question): Answer | undefined {
	const {workers} = stretch;
	const enough = isPressed && isSettled && desired >= workers ? enoughWorkers(restraint.experience, workers) : undefined;
	const to = Math.max(settings.minWorkers, enough ?? workers);
	const present = restraint.experience.get(workers)?.pressed;
	if (to >= workers || present === undefined) {
		return undefined;
	}

	const pause = Math.min(longestPause, firstPause * (2 ** restraint.futile)) * settings.scaleInterval;
	const takenBack = {
		from: workers, to, rate: rateOf(present), until: now + pause,
	};
	return {restraint: {...restraint, takenBack, futile: restraint.futile + 1}, desired: to, takenBack};
}

/** The answer where workers were taken back before: none is added for a while, and then one at a time, each once the effect of the one before can show. */
function hold(restraint: Restraint, {stretch: {workers}, now, isSettled, desired}: Question): Answer {
	const {takenBack} = restraint;
	const allowed = Math.max(workers, takenBack?.to ?? desired);
	if (takenBack === undefined || desired <= allowed) {
		return {restraint, desired, takenBack: undefined};
	}

	if (now < takenBack.until) {
		return {restraint, desired: allowed, takenBack};
	}

	return {restraint, desired: workers > takenBack.to && !isSettled ? workers : allowed + 1, takenBack: undefined};
}
