import process from 'node:process';
import {render, type Instance} from 'ink';
import {createElement} from 'react';
import {machineDefinitions} from '../../source/engine/inspect/machine-definitions.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import type {Command} from '../../source/contract/command.js';
import type {Outcome} from '../../source/tui/keys/actions.js';
import {App} from '../../source/tui/app/app.js';
import {themeContext} from '../../source/tui/theme/theme-context.js';
import type {Size} from '../../source/tui/terminal/frame.js';
import {press} from '../../source/tui/keys/press.js';
import {initialState, receive, type ScreenState} from '../../source/tui/state/screen-state.js';
import {streamFor} from '../../source/tui/terminal/terminal-screen.js';
import {themeFor} from '../../source/tui/theme/themes.js';
import {createFakePipeline} from './fake-pipeline.js';
import {createVirtualEngine} from './virtual-engine.js';

// The time of day is the same wherever the tests run.
process.env.TZ = 'UTC';

/** A pipeline whose time passes in steps of 100 ms. */
export type SteppedPipeline = {
	readonly step: () => Snapshot;
	readonly obey: (command: Command) => void;
};

/** The screen over a pipeline, both on time that is turned; without a terminal. */
export type Stage = {
	readonly state: () => ScreenState;

	/** Lets so many steps of 100 ms pass. */
	readonly pass: (steps: number) => void;

	/** Presses keys, a step of time after each, and returns what the last has led to. */
	readonly press: (...keys: readonly string[]) => Outcome | undefined;
	readonly resize: (size: Size) => void;
};

export function createStage(pipeline: SteppedPipeline = createFakePipeline()): Stage {
	let state = initialState({columns: 80, rows: 24}, 0);
	let now = 0;
	const pass = (steps: number) => {
		for (let step = 0; step < steps; step++) {
			now += 100;
			state = receive(state, pipeline.step(), now);
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
					pipeline.obey(command);
				}

				pass(1);
			}

			return last;
		},
		resize(next) {
			state = {...state, size: next};
		},
	};
}

/** The real machines at the defaults, on virtual time. */
export async function createSteppedEngine(): Promise<SteppedPipeline> {
	const {engine, clock} = createVirtualEngine();
	const snapshots: Snapshot[] = [];
	engine.subscribe(snapshot => {
		snapshots.push(snapshot);
	});
	await engine.start();
	const step = (): Snapshot => {
		clock.advance(100);
		return snapshots.pop() ?? step();
	};

	return {
		step,
		obey(command) {
			engine.send(command);
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
	const stdout = streamFor(() => size, frame => {
		drawn = frame;
	}, () => true);
	return {
		draw(state) {
			size = state.size;
			const screen = createElement(themeContext.Provider, {value: themeFor(undefined, 1, false)}, createElement(App, {state, machineDefinitions}));
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
