import type {Engine} from '../contract/engine.js';
import type {Outcome} from './input/action.js';
import {confirmation, StopKeys} from './input/stop-keys.js';
import {paste, press} from './keys/press.js';
import {saveShown} from './save-snapshot.js';
import {passTime, receive} from './state/screen-state.js';
import type {Store} from './state/store.js';
import {onExit} from './terminal/restore-on-exit.js';
import {handleSuspension, type Suspension} from './terminal/suspension.js';
import type {TerminalScreen} from './terminal/terminal-screen.js';
import type {Terminal} from './terminal/terminal.js';
import type {Timing} from './terminal/timing.js';

/** What a session connects. */
export type SessionParts = {
	readonly engine: Engine;
	readonly terminal: Terminal;
	readonly screen: TerminalScreen;
	readonly store: Store;
	readonly timing: Timing;

	/** The program goes on in the background. */
	readonly onBackground: () => void;
};

/** Connects engine, keyboard and terminal with the screen's state, until it is closed. */
export class ScreenSession {
	readonly #parts: SessionParts;
	readonly #suspension: Suspension;
	readonly #stopKeys: StopKeys;
	readonly #closers: ReadonlyArray<() => void>;

	/** Whether a key has sent a command: the next snapshot is its answer, and is shown as soon as can be. */
	#isAwaited = false;

	constructor(parts: SessionParts) {
		const {
			engine, terminal, screen, store, timing, onBackground,
		} = parts;
		this.#parts = parts;
		this.#stopKeys = new StopKeys(() => screen.takenAt());
		this.#suspension = handleSuspension(screen, terminal.keyboard, onBackground);
		this.#closers = [
			engine.subscribe(snapshot => {
				const state = receive(store.get(), snapshot, timing.now());
				const show = this.#isAwaited ? store.answer : store.set;
				this.#isAwaited = false;
				show(state);
			}),
			terminal.onResize(() => {
				screen.resize();
				store.answer({...store.get(), size: terminal.size()});
			}),
			onExit(() => {
				screen.restore();
				terminal.keyboard.setRawMode(false);
			}),
			onKeyboardLost(terminal.keyboard, () => {
				engine.send({type: 'drain', reason: 'terminalClosed'});
			}),
			this.#suspension.close,
		];
	}

	press(key: string): void {
		const {timing} = this.#parts;
		const outcome = this.#outcomeOf(key);
		const now = timing.now();
		const judgement = this.#stopKeys.judge(key, outcome, now);
		if (judgement === 'act') {
			this.#apply(outcome);
		} else if (judgement === 'confirm') {
			timing.after(confirmation, () => {
				if (this.#stopKeys.confirms(key, now)) {
					this.#apply(this.#outcomeOf(key));
				}
			});
		}
	}

	paste(text: string): void {
		const {store, timing} = this.#parts;
		this.#apply(paste(passTime(store.get(), timing.now()), text));
	}

	close(): void {
		for (const close of this.#closers) {
			close();
		}
	}

	#outcomeOf(key: string): Outcome {
		const {store, timing} = this.#parts;
		return press(passTime(store.get(), timing.now()), key);
	}

	#apply(outcome: Outcome): void {
		const {engine, screen, store} = this.#parts;
		store.answer(outcome.state);
		for (const command of outcome.commands ?? []) {
			engine.send(command);
			this.#isAwaited = true;
		}

		if (outcome.isSaving === true) {
			store.set(saveShown(outcome.state, screen.text(), {folder: '.', time: new Date()}));
		}

		if (outcome.isSuspending === true) {
			this.#suspension.suspend();
		}
	}
}

function onKeyboardLost(keyboard: NodeJS.ReadStream, listener: () => void): () => void {
	keyboard.on('error', listener);
	keyboard.on('end', listener);
	return () => {
		// The listener for errors stays: an error while the stream closes would else end the program.
		keyboard.off('end', listener);
	};
}
