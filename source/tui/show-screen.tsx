import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {render, useInput} from 'ink';
import {useSyncExternalStore, type ReactNode} from 'react';
import type {Engine} from '../engine/facade.js';
import type {Outcome} from './actions.js';
import {App} from './components/app.js';
import {themeContext} from './components/theme-context.js';
import {keysOf, press} from './keys.js';
import type {ScreenOptions} from './run-screen.js';
import {initialState, passTime, receive} from './screen-state.js';
import {createStore, type Store} from './store.js';
import {createTerminalScreen} from './terminal-screen.js';
import {createThreadTime} from './thread-time.js';
import type {Timing} from './timing.js';
import {darkTheme, plainTheme} from './theme.js';
import {handleSuspension} from './suspension.js';

const timing: Timing = {
	now: () => performance.now(),
	worked: createThreadTime(),
	after(delay, run) {
		setTimeout(run, delay);
	},
};

/** The part of `runScreen` that needs Ink. */
export async function showScreen({engine, terminal}: ScreenOptions): Promise<void> {
	const screen = createTerminalScreen({
		output: terminal.output,
		size: () => terminal.size(),
		timing,
		onLost() {
			engine.send({type: 'drain', reason: 'terminalClosed'});
		},
	});
	const store = createStore(initialState(terminal.size(), timing.now()), timing);
	const suspension = handleSuspension(screen, terminal.keyboard);
	const apply = (outcome: Outcome) => {
		store.answer(outcome.state);
		for (const command of outcome.commands ?? []) {
			engine.send(command);
		}

		if (outcome.isSuspending === true) {
			suspension.suspend();
		}
	};

	const closers = [
		engine.subscribe(snapshot => {
			store.set(receive(store.get(), snapshot, timing.now()));
		}),
		terminal.onResize(() => {
			screen.resize();
			store.answer({...store.get(), size: terminal.size()});
		}),
		onLastWords(() => {
			screen.restore();
		}),
		onKeyboardLost(terminal.keyboard, () => {
			engine.send({type: 'drain', reason: 'terminalClosed'});
		}),
		suspension.close,
	];

	screen.open();
	const ink = render(
		<themeContext.Provider value={terminal.colourDepth === 1 ? plainTheme : darkTheme}>
			<Screen
				store={store} charts={engine.charts} onKey={key => {
					apply(press(passTime(store.get(), timing.now()), key));
				}}/>
		</themeContext.Provider>,
		{
			stdout: screen.stream, stdin: terminal.keyboard, debug: true, exitOnCtrlC: false, patchConsole: false,
		},
	);
	try {
		await Promise.race([settled(engine.stopped), ink.waitUntilExit()]);
	} finally {
		for (const close of closers) {
			close();
		}

		screen.restore();
		ink.unmount();
	}
}

type ScreenProperties = {
	readonly store: Store;
	readonly charts: Engine['charts'];
	readonly onKey: (key: string) => void;
};

function Screen({store, charts, onKey}: ScreenProperties): ReactNode {
	const state = useSyncExternalStore(store.subscribe, store.shown);
	useInput((input, key) => {
		for (const name of keysOf(input, key)) {
			onKey(name);
		}
	});
	return <App state={state} charts={charts}/>;
}

async function settled(promise: Promise<unknown>): Promise<void> {
	try {
		await promise;
	} catch {
		// Whoever started the engine hears of it.
	}
}

/** Before an uncaught error is printed, and before the process ends on whatever way. */
function onLastWords(restore: () => void): () => void {
	process.on('exit', restore);
	process.on('uncaughtExceptionMonitor', restore);
	return () => {
		process.off('exit', restore);
		process.off('uncaughtExceptionMonitor', restore);
	};
}

function onKeyboardLost(keyboard: NodeJS.ReadStream, listener: () => void): () => void {
	keyboard.on('error', listener);
	keyboard.on('end', listener);
	return () => {
		keyboard.off('end', listener);
	};
}
