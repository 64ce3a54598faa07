import {performance} from 'node:perf_hooks';
import {render, useIsScreenReaderEnabled} from 'ink';
import {useMemo, useSyncExternalStore, type ReactNode} from 'react';
import {createDeferred} from '../domain/deferred.js';
import {inAscii} from '../text/ascii.js';
import type {Engine} from '../contract/engine.js';
import type {ThemeName} from '../settings/cli/output-options.js';
import {App} from './app/app.js';
import {Canvas} from './canvas/canvas.js';
import {ScreenReaderView} from './screen-reader/screen-reader-view.js';
import {themeContext} from './theme/theme-context.js';
import type {ScreenEnd, ScreenOptions} from './screen-options.js';
import {initialState} from './state/screen-state.js';
import {initialView} from './state/view.js';
import {ScreenSession} from './screen-session.js';
import {createStore, type Store} from './state/store.js';
import type {Terminal} from './terminal/terminal.js';
import {createTerminalScreen, type TerminalScreen} from './terminal/terminal-screen.js';
import type {Theme} from './theme/theme.js';
import {readKeys} from './input/keyboard.js';
import {inkStream} from './terminal/ink-stream.js';
import {createThreadTime} from './terminal/thread-time.js';
import type {Timing} from './terminal/timing.js';
import {themeFor} from './theme/themes.js';
import {withUntouchedSignals} from './terminal/untouched-signals.js';
import {createScreenReaderOutput} from './terminal/screen-reader-output.js';

const timing: Timing = {
	now: () => performance.now(),
	worked: createThreadTime(),
	after(delay, run) {
		setTimeout(run, delay);
	},
};

/** The part of `runScreen` that needs Ink. */
export async function showScreen(options: ScreenOptions): Promise<ScreenEnd> {
	const {engine, schema, terminal, theme = 'dark', isAscii = !terminal.hasUnicode, isForScreenReader = false} = options;
	const screen = createScreen(engine, terminal, isAscii, isForScreenReader);
	const store = createStore(initialState(schema, terminal.size(), timing.now(), {
		...initialView, theme: terminal.colourDepth === 1 || isForScreenReader ? undefined : theme,
	}), timing);
	const background = createDeferred<ScreenEnd>();
	const session = new ScreenSession({
		engine, terminal, screen, store, timing, onBackground() {
			background.resolve('background');
		},
	});
	screen.open();
	const show = (text: string): void => {
		screen.show(text);
	};

	const ink = withUntouchedSignals(() => render(
		<Screen
			store={store}
			machineDefinitions={engine.machineDefinitions}
			themeOf={name => themeFor(name, terminal.colourDepth, isAscii)}
			onFrame={show}/>,
		{
			stdout: inkStream(() => terminal.size(), isForScreenReader ? show : ignore), stdin: terminal.keyboard, debug: !isForScreenReader, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: isForScreenReader,
		},
	));
	const stopReading = readKeys(terminal.keyboard, timing, {
		onKey(key) {
			session.press(key);
		},
		onPaste(text) {
			session.paste(text);
		},
	});
	try {
		return await Promise.race([settled(engine.stopped), inkEnd(ink.waitUntilExit()), background.promise]);
	} finally {
		session.close();
		screen.restore();
		stopReading();
		ink.unmount();
	}
}

/** A screen that drains the engine when its terminal is gone. */
function createScreen(engine: Engine, terminal: Terminal, isAscii: boolean, isForScreenReader: boolean): TerminalScreen {
	return (isForScreenReader ? createScreenReaderOutput : createTerminalScreen)({
		output: terminal.output,
		size: () => terminal.size(),
		timing,
		translate: isAscii ? inAscii : undefined,
		onLost() {
			engine.send({type: 'drain', reason: 'terminalClosed'});
		},
	});
}

type ScreenProperties = {
	readonly store: Store;
	readonly machineDefinitions: Engine['machineDefinitions'];
	readonly themeOf: (name: ThemeName | undefined) => Theme;
	readonly onFrame: (frame: string) => void;
};

function Screen({store, machineDefinitions, themeOf, onFrame}: ScreenProperties): ReactNode {
	const state = useSyncExternalStore(store.subscribe, store.shown);
	const {theme: name} = state.view;
	const theme = useMemo(() => themeOf(name), [themeOf, name]);
	return useIsScreenReaderEnabled()
		? <ScreenReaderView state={state}/>
		: (
			<themeContext.Provider value={theme}>
				<Canvas size={state.size} onFrame={onFrame}><App state={state} machineDefinitions={machineDefinitions}/></Canvas>
			</themeContext.Provider>
		);
}

/** On a canvas the frames are what is shown. What Ink writes beside them is empty. */
function ignore(): void {
	// There is nothing to write.
}

async function settled(promise: Promise<unknown>): Promise<ScreenEnd> {
	try {
		await promise;
	} catch {
		// The engine's owner awaits the same promise, and handles the error.
	}

	return 'stopped';
}

/** Rejects where the screen breaks. */
async function inkEnd(exited: Promise<unknown>): Promise<ScreenEnd> {
	await exited;
	return 'stopped';
}
