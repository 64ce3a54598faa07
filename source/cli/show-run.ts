import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import type {DrainReason} from '../contract/command.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import {createDeferred} from '../domain/deferred.js';
import {errorLine} from '../plain/error-line.js';
import {createJsonOutput} from '../plain/json-output.js';
import {ledgerSentence} from '../plain/ledger-sentence.js';
import type {Output} from '../plain/output.js';
import {createPlainOutput} from '../plain/plain-output.js';
import type {RunArguments} from '../settings/cli/arguments.js';
import type {Settings} from '../settings/settings.js';
import {runScreen, wantsScreenReader} from '../tui/run-screen.js';
import {isInForeground, onForeground} from '../tui/terminal/foreground.js';
import type {Terminal} from '../tui/terminal/terminal.js';
import {findTerminal} from './find-terminal.js';
import type {LeavableEngine} from './leavable-engine.js';
import {createReload} from './reload.js';
import {schema} from './schema.js';
import type {Signals} from './signals.js';
import {stderrWriter} from './stderr.js';

/** The report of a run, and a function that writes its end to stderr: nothing is written after it. */
export type ShownRun = {readonly report: Report; readonly writeEnd: () => void};

/** Whether stdout or stderr is a terminal. */
function hasTerminal(): boolean {
	return process.stdout.isTTY || process.stderr.isTTY;
}

/** Whether there may be a screen: not where the records go to the terminal themselves. */
function wantsScreen({output}: RunArguments, {sink}: Settings): boolean {
	return !(output.plain || output.json || !hasTerminal() || (sink === 'stdout' && process.stdout.isTTY));
}

/** The terminal of the screen. Where there is one that can have none, lines say why. */
function findScreen({output: {screenReader, ascii}}: RunArguments): Terminal | undefined {
	const {terminal, why} = findTerminal(wantsScreenReader(screenReader));
	if (why !== undefined) {
		stderrWriter(ascii)(`millrace: lines in place of the screen: ${why} (--plain asks for lines)\n`);
	}

	return terminal;
}

function createLines({output: {json, verbose, ascii}}: RunArguments, {deadLetter}: Settings): Output {
	const options = {write: stderrWriter(json ? false : ascii), isVerbose: verbose, deadLetter};
	return json ? createJsonOutput(options) : createPlainOutput(options);
}

/** Prints lines until the engine has stopped or, where a screen is wanted, the program is in the foreground. */
async function showLines(engine: Engine, lines: Output, isScreenWanted: boolean): Promise<'stopped' | 'foreground'> {
	const foreground = createDeferred<'foreground'>();
	const stopWatching = isScreenWanted
		? onForeground(() => {
			foreground.resolve('foreground');
		})
		: () => undefined;
	const unsubscribe = engine.subscribe(snapshot => {
		lines.show(snapshot);
	});
	try {
		return await Promise.race([stopped(engine), foreground.promise]);
	} finally {
		stopWatching();
		unsubscribe();
	}
}

async function stopped(engine: Engine): Promise<'stopped'> {
	await engine.stopped;
	return 'stopped';
}

/** Shows the screen until the engine has stopped or the program goes on in the background. If the screen breaks, the engine drains. */
async function showScreen(engine: Engine, terminal: Terminal, {output: {theme, ascii, screenReader, debug}}: RunArguments): Promise<'stopped' | 'background'> {
	try {
		const end = await runScreen({
			engine, schema, terminal, theme, isAscii: ascii, isForScreenReader: screenReader,
		});
		if (end === 'background') {
			await letGo(terminal.keyboard);
		}

		return end;
	} catch (error) {
		engine.send({type: 'drain', reason: 'terminalClosed'});
		stderrWriter(ascii)(errorLine(error, debug));
		return 'stopped';
	} finally {
		terminal.close();
	}
}

/** Reads no more keys: in the background a read stops the program. The stream notices in the next turn that nobody listens, and only a stream that flows can be paused. */
async function letGo(keyboard: NodeJS.ReadStream): Promise<void> {
	await setImmediate();
	keyboard.resume();
	keyboard.pause();
	await setImmediate();
}

/** Hands the signals to the engine. */
function attachSignals(engine: LeavableEngine, given: RunArguments, settings: Settings, signals: Signals): void {
	const isInTerminal = hasTerminal();
	const reload = createReload(given, engine, settings, stderrWriter(given.output.ascii));
	const leave = (reason: DrainReason): void => {
		engine.send({type: 'drain', reason});
	};

	signals.attach({
		onStop(step) {
			engine.stop(step);
		},
		onHangUp() {
			if (isInTerminal) {
				leave('terminalClosed');
			} else {
				engine.send({type: 'sink.reopen'});
				void reload();
			}
		},
	});
}

/** Shows the engine until it has stopped: on the screen while the program is in the foreground, else in lines. Returns what was shown last. */
async function showInTurn(engine: Engine, lines: Output, given: RunArguments, first: Terminal | undefined, isScreenWanted: boolean): Promise<'screen' | 'lines'> {
	let terminal = first;
	let wantsMore = isScreenWanted;
	for (;;) {
		/* eslint-disable no-await-in-loop -- one is shown after the other */
		if (terminal === undefined) {
			if (await showLines(engine, lines, wantsMore) === 'stopped') {
				return 'lines';
			}

			terminal = findScreen(given);
			wantsMore = terminal !== undefined;
		} else {
			if (await showScreen(engine, terminal, given) === 'stopped') {
				return 'screen';
			}

			terminal = undefined;
		}
		/* eslint-enable no-await-in-loop */
	}
}

/** Starts the engine and shows it until it has stopped: on the screen while the program is in the foreground of a terminal, else in lines on stderr. */
export async function showRun(engine: LeavableEngine, given: RunArguments, settings: Settings, signals: Signals): Promise<ShownRun> {
	const lines = createLines(given, settings);
	const isWanted = wantsScreen(given, settings);
	const isBehind = isWanted && !isInForeground();
	const terminal = isWanted && !isBehind ? findScreen(given) : undefined;

	// Lines begin before the engine does: they also tell of what goes wrong at its start.
	const early = terminal === undefined ? showInTurn(engine, lines, given, undefined, isBehind) : undefined;
	early?.catch(() => undefined);
	const starting = engine.start();
	attachSignals(engine, given, settings, signals);
	try {
		await starting;
	} catch (error) {
		terminal?.close();
		throw error;
	}

	const last = await (early ?? showInTurn(engine, lines, given, terminal, true));
	const report = await engine.stopped;
	return {
		report,
		writeEnd() {
			if (last === 'lines') {
				lines.finish(report);
			} else {
				stderrWriter(given.output.ascii)(`${ledgerSentence(report, settings.deadLetter)}\n`);
			}
		},
	};
}
