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

	/** Whether this side is closed. */
	readonly isEnding: () => boolean;

	/** Whether the receiver's side is closed. */
	readonly hasEnded: () => boolean;

	/** Makes a reset show that has come unseen. */
	readonly probe: () => void;
	readonly onOver: (end: ConnectionEnd) => void;
};

type Farewell = {
	/** Begins to watch; looks at once where it does already. */
	start(): void;
	stop(): void;
};

const closed: ConnectionEnd = {kind: 'closed', reason: 'the receiver has closed the connection'};
const broken: ConnectionEnd = {kind: 'broken', reason: 'the receiver has closed the connection before it had read to the end'};

/**
Watches the end of a connection, once nothing is being written any more, and finds out whether the receiver has all that was sent.

A receiver that closes first may answer what it has not read with a reset. Once this side is closed as well no reset is seen; so this side stays open until the system holds nothing any more and a moment has passed.

A receiver that closes after this side has read to the end, and the system then keeps the connection for a while as one that was closed in order.
*/
export function watchFarewell({clock, timeout, queues, isEnding, hasEnded, probe, onOver}: FarewellOptions): Farewell {
	let timer: number | undefined;
	let isStarted = false;
	let isStopped = false;
	let startedAt = 0;
	let movedAt = 0;
	let left = Number.POSITIVE_INFINITY;
	let delay = firstLook;

	const judge = (found: SystemQueues | undefined): ConnectionEnd | undefined => {
		const now = clock.now();
		const since = now - startedAt;
		if (found === undefined) {
			const isQuiet = hasEnded() && since >= longMoment;
			return isQuiet ? closed : silenceAfter(now, Math.min(timeout(), longestSilence));
		}

		if (!found.isKnown) {
			return broken;
		}

		if (found.isTimeWait) {
			return closed;
		}

		const rest = found.sending + (found.unread ?? 0);
		if (rest !== left) {
			left = rest;
			movedAt = now;
		}

		const isRead = found.sending === 0 && (hasEnded() || found.unread === 0) && (found.unread ?? 0) <= 1;
		if (isRead && since >= (hasEnded() ? moment : longMoment)) {
			return closed;
		}

		return silenceAfter(now, found.sending === 0 ? Math.min(timeout(), longestSilence) : timeout());
	};

	const silenceAfter = (now: number, limit: number): ConnectionEnd | undefined =>
		now - movedAt < limit ? undefined : {kind: 'silent', reason: `the receiver has not read to the end in ${limit} ms`};

	const look = async (): Promise<void> => {
		timer = undefined;
		if (!isEnding()) {
			probe();
		}

		const found = await queues();
		if (isStopped) {
			return;
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

	return {
		start() {
			if (isStopped) {
				return;
			}

			if (!isStarted) {
				isStarted = true;
				startedAt = clock.now();
				movedAt = startedAt;
				lookLater();
			} else if (timer !== undefined) {
				clock.clearTimeout(timer);
				void look();
			}
		},
		stop() {
			isStopped = true;
			if (timer !== undefined) {
				clock.clearTimeout(timer);
			}
		},
	};
}
