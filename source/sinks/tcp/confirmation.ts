import type {Clock} from '../../engine/ports/clock.js';
import type {SentWindow} from './sent-window.js';
import type {TcpConnection} from './tcp-connection.js';

/** What was taken so long ago, in milliseconds, is confirmed once the receiver's system has it; and this is how often that is looked at. */
const confirmAfter = 1000;

/** The same where the system does not tell. */
const confirmUnseenAfter = 10_000;

type ConfirmationOptions = {
	readonly clock: Clock;
	readonly window: SentWindow;

	/** The connection that may confirm something, if any. */
	readonly connection: () => TcpConnection | undefined;
};

/** Lets go of what the receiver's system is known to have, from time to time. */
export class Confirmation {
	readonly #options: ConfirmationOptions;
	#isAwaited = false;
	#isStopped = false;

	constructor(options: ConfirmationOptions) {
		this.#options = options;
	}

	/** Something is unconfirmed. Looks later, as this happens only then, and seldom. */
	await(): void {
		const {clock, window} = this.#options;
		if (!this.#isAwaited && !this.#isStopped && !window.isEmpty) {
			this.#isAwaited = true;
			clock.setTimeout(() => {
				void this.#look();
			}, confirmAfter);
		}
	}

	/** Confirms nothing more. */
	stop(): void {
		this.#isStopped = true;
	}

	async #look(): Promise<void> {
		const {clock, window, connection} = this.#options;
		const now = clock.now();
		const asked = connection();
		// The table of a busy machine is long, and while much is sent all in the window is too new.
		if (asked !== undefined && !this.#isStopped && window.hasTakenBy(now - confirmAfter)) {
			// The answer says nothing of what is taken while the system is asked.
			const {position} = window;
			const found = await asked.queues();
			if (asked === connection() && !this.#isStopped) {
				if (found === undefined) {
					window.confirm(position, now - confirmUnseenAfter);
				} else if (found.isKnown) {
					window.confirm(position - found.sending - (found.unread ?? 0), now - confirmAfter);
				}
			}
		}

		this.#isAwaited = false;
		this.await();
	}
}
