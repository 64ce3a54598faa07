import type {Clock} from '../../engine/ports/clock.js';
import type {SystemQueues} from './system-queues.js';

/** How often it is looked whether the end has come: seldom at last, in milliseconds. */
const [firstLook, lastLook] = [10, 250];

/** How long a reset may take to come back from a receiver that has closed first, in milliseconds. */
const moment = 500;

/** The same where the system does not tell what it still holds. */
const longMoment = 1000;

/** A receiver whose system has everything has this long to close its side after ours, in milliseconds. */
export const longestSilence = 5000;

/** Why a connection is over. `closed`: the receiver has closed it in order and has all that was sent. `silent`: it has not read to the end, or has not closed its side after ours. */
export type ConnectionEnd = {
	readonly kind: 'closed' | 'broken' | 'silent';
	readonly reason: string;
};

type FarewellOptions = {
	readonly clock: Clock;

	/** How long nothing may move while the system still holds something, in milliseconds. */
	readonly timeout: () => number;
	readonly queues: () => Promise<SystemQueues | undefined>;

	/** Closes this side. */
	readonly closeSide: () => void;

	/** Whether the receiver's side is closed. */
	readonly hasEnded: () => boolean;

	/** Makes a reset show that has come unseen. */
	readonly probe: () => void;
	readonly onOver: (end: ConnectionEnd) => void;
};

export type Farewell = {
	/** The receiver has closed its side. */
	ended(): void;

	/** This side is to be closed. */
	end(): void;
	stop(): void;
};

const closed: ConnectionEnd = {kind: 'closed', reason: 'the receiver has closed the connection'};
const broken: ConnectionEnd = {kind: 'broken', reason: 'the receiver has closed the connection before it had read to the end'};

/**
Watches the end of a connection, once nothing is being written any more, and finds out whether the receiver has all that was sent.

Once both sides are closed, no reset is seen and no table tells what the receiver has left unread. So this side is closed last of all:

- A receiver on this machine has read to the end when its system holds nothing unread. Only then is this side closed. However the receiver closes its own after that, it has it all.
- A receiver that closes first may answer what it has not read with a reset. So this side stays open until the system holds nothing any more and a moment has passed.
- Where the system does not tell what is unread, this side is closed at once. A receiver that closes after that has read to the end, unless it closes its sending side alone and reads nothing: that can't be known.
*/
export function watchFarewell({clock, timeout, queues, closeSide, hasEnded, probe, onOver}: FarewellOptions): Farewell {
	let timer: number | undefined;
	let isLooking = false;
	let isStopped = false;
	let isAsked = false;
	let isClosed = false;

	/** Whether the receiver had read to the end when this side was closed. */
	let wasRead = false;
	let changedAt = 0;
	let movedAt = 0;
	let left = Number.POSITIVE_INFINITY;
	let delay = firstLook;

	const silenceAfter = (now: number, limit: number): ConnectionEnd | undefined =>
		now - movedAt < limit ? undefined : {kind: 'silent', reason: `the receiver has not read to the end in ${limit} ms`};

	/** Closes this side as soon as it may be. */
	const closeIf = (found: SystemQueues | undefined): void => {
		const isUntold = found?.unread === undefined;
		wasRead = !isUntold && found.sending + found.unread === 0;
		if (isUntold || wasRead) {
			isClosed = true;
			changedAt = clock.now();
			closeSide();
		}
	};

	const judgeUntold = (now: number): ConnectionEnd | undefined =>
		hasEnded() && now - changedAt >= longMoment ? closed : silenceAfter(now, Math.min(timeout(), longestSilence));

	const judge = (found: SystemQueues | undefined): ConnectionEnd | undefined => {
		const now = clock.now();
		if (found === undefined) {
			return judgeUntold(now);
		}

		if (!found.isKnown) {
			return broken;
		}

		if (found.isTimeWait) {
			return closed;
		}

		const {sending, unread = 0} = found;
		if (sending + unread !== left) {
			left = sending + unread;
			movedAt = now;
		}

		const isRead = sending === 0 && (hasEnded() || found.unread !== undefined) && unread <= (isClosed ? 1 : 0);
		if (isRead && now - changedAt >= (hasEnded() ? moment : longMoment)) {
			return closed;
		}

		return silenceAfter(now, sending === 0 ? Math.min(timeout(), longestSilence) : timeout());
	};

	const look = async (): Promise<void> => {
		timer = undefined;
		isLooking = true;
		if (!isClosed) {
			probe();
		}

		const found = await queues();
		isLooking = false;
		if (isStopped) {
			return;
		}

		if (isAsked && !isClosed && !hasEnded() && found?.isKnown !== false) {
			closeIf(found);
		}

		const end = judge(found);
		if (end === undefined) {
			lookLater();
		} else {
			onOver(end);
		}
	};

	const lookLater = (): void => {
		delay = Math.min(lastLook, delay * 1.5);
		timer = clock.setTimeout(() => {
			void look();
		}, delay);
	};

	/** Something has changed: looks now, unless a look is under way. */
	const lookNow = (): void => {
		if (!isClosed) {
			changedAt = clock.now();
			movedAt = changedAt;
		}

		if (timer !== undefined) {
			clock.clearTimeout(timer);
		}

		if (!isLooking && !isStopped) {
			void look();
		}
	};

	return {
		ended() {
			if (isStopped) {
				return;
			}

			if (wasRead) {
				onOver(closed);
			} else {
				lookNow();
			}
		},
		end() {
			isAsked = true;
			lookNow();
		},
		stop() {
			isStopped = true;
			if (timer !== undefined) {
				clock.clearTimeout(timer);
			}
		},
	};
}
