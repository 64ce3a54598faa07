import process from 'node:process';
import {render, type Instance} from 'ink';
import {createElement} from 'react';
import {schema} from '../../source/cli/schema.js';
import {machineDefinitions} from '../../source/engine/inspect/machine-definitions.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import type {Command} from '../../source/contract/command.js';
import type {Outcome} from '../../source/tui/input/action.js';
import {App} from '../../source/tui/app/app.js';
import {themeContext} from '../../source/tui/theme/theme-context.js';
import type {Size} from '../../source/tui/terminal/frame.js';
import {press} from '../../source/tui/keys/press.js';
import {initialState, receive, type ScreenState} from '../../source/tui/state/screen-state.js';
import {Canvas} from '../../source/tui/canvas/canvas.js';
import {inkStream} from '../../source/tui/terminal/ink-stream.js';
import {themeFor} from '../../source/tui/theme/themes.js';
import {createPipeline, type PipelineOptions} from './pipeline.js';

// The time of day is the same wherever the tests run.
process.env.TZ = 'UTC';

/** The screen over a real engine, both on the same virtual time; without a terminal. */
export type Stage = {
	/** Before time has passed, that of a screen that waits for its first snapshot. */
	readonly state: () => ScreenState;

	/** Lets so many steps of 100 ms pass. */
	readonly pass: (steps: number) => void;

	/** Presses keys, a step of time after each, and returns the outcome of the last. */
	readonly press: (...keys: readonly string[]) => Outcome | undefined;
	readonly command: (command: Command) => void;
	readonly resize: (size: Size) => void;
};

/** Opens a screen of 80 by 24 over a pipeline that has just started. `onSnapshot` gets each snapshot that the screen gets. */
export async function createStage(options: PipelineOptions = {}, onSnapshot?: (snapshot: Snapshot) => void): Promise<Stage> {
	const {engine, clock} = createPipeline(options);
	let state = initialState(schema, {columns: 80, rows: 24}, 0);
	let pending: Snapshot[] = [];
	engine.subscribe(snapshot => {
		pending.push(snapshot);
	});
	await engine.start();
	const pass = (steps: number) => {
		for (let step = 0; step < steps; step++) {
			clock.advance(100);
			for (const snapshot of pending) {
				state = receive(state, snapshot, clock.now());
				onSnapshot?.(snapshot);
			}

			pending = [];
		}
	};

	return {
		state: () => state,
		pass,
		press(...keys) {
			let last: Outcome | undefined;
			for (const key of keys) {
				last = press(state, key);
				state = last.state;
				for (const command of last.commands ?? []) {
					engine.send(command);
				}

				pass(1);
			}

			return last;
		},
		command(command) {
			engine.send(command);
		},
		resize(next) {
			state = {...state, size: next};
		},
	};
}

/** Draws states one after the other, as one screen does. */
export type Drawing = {
	/** The rows of the frame, sequences for colours left out. */
	readonly draw: (state: ScreenState) => readonly string[];
	readonly close: () => void;
};

export function openDrawing(): Drawing {
	let size: Size = {columns: 80, rows: 24};
	let drawn = '';
	let ink: Instance | undefined;
	const stdout = inkStream(() => size, text => {
		if (text.trim() !== '') {
			throw new Error(`Ink draws, which is slow: ${text}`);
		}
	});
	const onFrame = (frame: string) => {
		drawn = frame;
	};

	return {
		draw(state) {
			size = state.size;
			const screen = createElement(themeContext.Provider, {value: themeFor(undefined, 1, false)}, createElement(Canvas, {size, onFrame}, createElement(App, {state, machineDefinitions})));
			if (ink === undefined) {
				ink = render(screen, {
					stdout, stdin: process.stdin, debug: true, exitOnCtrlC: false, patchConsole: false,
				});
			} else {
				ink.rerender(screen);
			}

			return drawn.split('\n');
		},
		close() {
			ink?.unmount();
		},
	};
}
