import {performance} from 'node:perf_hooks';
import {render, useIsScreenReaderEnabled} from 'ink';
import {useMemo, useSyncExternalStore, type ReactNode} from 'react';
import {inAscii} from '../text/ascii.js';
import type {Engine} from '../contract/engine.js';
import type {ThemeName} from '../settings/cli/output-options.js';
import type {Outcome} from './input/action.js';
import {App} from './app/app.js';
import {ScreenReaderView} from './screen-reader/screen-reader-view.js';
import {themeContext} from './theme/theme-context.js';
import {paste, press} from './keys/press.js';
import type {ScreenOptions} from './screen-options.js';
import {saveShown} from './save-snapshot.js';
import {initialState, passTime, receive} from './state/screen-state.js';
import {initialView} from './state/view.js';
import {createStore, type Store} from './state/store.js';
import {createTerminalScreen} from './terminal/terminal-screen.js';
import type {Theme} from './theme/theme.js';
import {useKeys} from './input/use-keys.js';
import {createThreadTime} from './terminal/thread-time.js';
import type {Timing} from './terminal/timing.js';
import {themeFor} from './theme/themes.js';
import {createScreenReaderOutput} from './terminal/screen-reader-output.js';
import {handleSuspension} from './terminal/suspension.js';
import {onExit} from './terminal/restore-on-exit.js';

const timing: Timing = {
	now: () => performance.now(),
	worked: createThreadTime(),
	after(delay, run) {
		setTimeout(run, delay);
	},
};

/** The part of `runScreen` that needs Ink. */
export async function showScreen({
	engine, terminal, theme = 'dark', isAscii = !terminal.hasUnicode, isForScreenReader = false,
}: ScreenOptions): Promise<void> {
	const screen = (isForScreenReader ? createScreenReaderOutput : createTerminalScreen)({
		output: terminal.output,
		size: () => terminal.size(),
		timing,
		translate: isAscii ? inAscii : undefined,
		onLost() {
			engine.send({type: 'drain', reason: 'terminalClosed'});
		},
	});
	const store = createStore(initialState(terminal.size(), timing.now(), {
		...initialView, theme: terminal.colourDepth === 1 || isForScreenReader ? undefined : theme,
	}), timing);
	const suspension = handleSuspension(screen, terminal.keyboard);
	let isAwaited = false;
	const apply = (outcome: Outcome) => {
		store.answer(outcome.state);
		for (const command of outcome.commands ?? []) {
			engine.send(command);
			isAwaited = true;
		}

		if (outcome.isSaving === true) {
			store.set(saveShown(outcome.state, screen.text(), {folder: '.', time: new Date()}));
		}

		if (outcome.isSuspending === true) {
			suspension.suspend();
		}
	};

	const closers = [
		engine.subscribe(snapshot => {
			const state = receive(store.get(), snapshot, timing.now());
			if (isAwaited) {
				isAwaited = false;
				store.answer(state);
			} else {
				store.set(state);
			}
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
		suspension.close,
	];

	screen.open();
	const ink = render(
		<Screen
			store={store}
			machineDefinitions={engine.machineDefinitions}
			themeOf={name => themeFor(name, terminal.colourDepth, isAscii)}
			onKey={key => {
				apply(press(passTime(store.get(), timing.now()), key));
			}}
			onPaste={text => {
				apply(paste(passTime(store.get(), timing.now()), text));
			}}/>,
		{
			stdout: screen.stream, stdin: terminal.keyboard, debug: !isForScreenReader, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: isForScreenReader,
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
	readonly machineDefinitions: Engine['machineDefinitions'];
	readonly themeOf: (name: ThemeName | undefined) => Theme;
	readonly onKey: (key: string) => void;
	readonly onPaste: (text: string) => void;
};

function Screen({store, machineDefinitions, themeOf, onKey, onPaste}: ScreenProperties): ReactNode {
	const state = useSyncExternalStore(store.subscribe, store.shown);
	useKeys(onKey, onPaste);
	const {theme: name} = state.view;
	const theme = useMemo(() => themeOf(name), [themeOf, name]);
	return useIsScreenReaderEnabled()
		? <ScreenReaderView state={state}/>
		: <themeContext.Provider value={theme}><App state={state} machineDefinitions={machineDefinitions}/></themeContext.Provider>;
}

async function settled(promise: Promise<unknown>): Promise<void> {
	try {
		await promise;
	} catch {
		// Whoever started the engine hears of it.
	}
}

function onKeyboardLost(keyboard: NodeJS.ReadStream, listener: () => void): () => void {
	keyboard.on('error', listener);
	keyboard.on('end', listener);
	return () => {
		// Errors are still listened for: one that comes while the stream closes would else end the program.
		keyboard.off('end', listener);
	};
}
