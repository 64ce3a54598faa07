import {randomInt} from 'node:crypto';
import process from 'node:process';
import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/report.js';
import {createRealClock} from '../engine/real-clock.js';
import {prepareRecording} from '../engine/recording/prepare-recording.js';
import type {EngineThread} from '../engine/thread/begin-thread.js';
import {ThreadedEngine} from '../engine/thread/threaded-engine.js';
import {errorLine} from '../plain/error-line.js';
import {exitCode} from '../plain/exit-code.js';
import {createJsonOutput} from '../plain/json-output.js';
import {ledgerSentence} from '../plain/ledger-sentence.js';
import {createPlainOutput} from '../plain/plain-output.js';
import {openReport, type ReportFile} from '../plain/report-file.js';
import type {RunArguments} from '../settings/cli/arguments.js';
import {kindOfDescriptor} from '../settings/descriptor.js';
import {changesBetween, fixedChangesBetween} from '../settings/live-changes.js';
import type {OutputOptions} from '../settings/cli/output-options.js';
import {loadSettings} from '../settings/resolve.js';
import type {Settings} from '../settings/settings.js';
import type {DrainReason} from '../contract/command.js';
import {runScreen, wantsScreenReader} from '../tui/run-screen.js';
import {openTerminal, type Terminal} from '../tui/terminal/terminal.js';
import {CrashSafeEngine} from './crash-safe-engine.js';
import {refuseSharedFiles} from './file-roles.js';
import {handleSignals} from './signals.js';
import {schema} from './schema.js';
import {stderrWriter} from './stderr.js';
import type {EngineThreadData} from './engine-thread.js';

async function readSettings(given: RunArguments): Promise<Settings> {
	return loadSettings(schema, given, {
		stdin: kindOfDescriptor(0), isStdoutTerminal: process.stdout.isTTY, seed: randomInt(2 ** 32),
	});
}

/** Whether stdout or stderr is a terminal. */
function hasTerminal(): boolean {
	return process.stdout.isTTY || process.stderr.isTTY;
}

/** The terminal of the screen: stdout, or the terminal beside records that are piped through. There is none where the records go to the terminal themselves, where it can't place the cursor, or where no terminal can be opened. */
function findTerminal({output}: RunArguments, {sink}: Settings): Terminal | undefined {
	const isDumb = process.env.TERM === 'dumb' && !wantsScreenReader(output.screenReader);
	if (output.plain || output.json || isDumb || !hasTerminal() || (sink === 'stdout' && process.stdout.isTTY)) {
		return undefined;
	}

	try {
		return openTerminal();
	} catch {
		return undefined;
	}
}

/** Reads the configuration again and changes what can be changed while the pipeline runs. */
async function reload(given: RunArguments, engine: Engine, current: {settings: Settings}): Promise<void> {
	const write = stderrWriter(given.output.ascii);
	try {
		const settings = await readSettings(given);
		for (const change of changesBetween(schema, current.settings, settings)) {
			engine.send({type: 'setting.set', change});
		}

		const fixed = fixedChangesBetween(schema, current.settings, settings);
		if (fixed.length > 0) {
			write(`millrace: changed in the configuration, but not while it runs: ${fixed.join(', ')}\n`);
		}

		current.settings = settings;
	} catch (error) {
		write(errorLine(error, given.output.debug));
	}
}

/** The report of a run, and a function that writes its end to stderr: nothing is written after it. */
type Ended = {readonly report: Report; readonly writeEnd: () => void};

/** Runs the engine with a screen until it has stopped. If the screen breaks, the engine drains. */
async function runWithScreen(engine: Engine, terminal: Terminal, {deadLetter}: Settings, {debug, theme, ascii, screenReader}: OutputOptions): Promise<Ended> {
	const write = stderrWriter(ascii);
	const leave = (reason: DrainReason) => () => {
		engine.send({type: 'drain', reason});
	};

	const release = handleSignals({onStop: leave('signal'), onHangUp: leave('terminalClosed')});
	try {
		await engine.start();
		try {
			await runScreen({
				engine, schema, terminal, theme, isAscii: ascii, isForScreenReader: screenReader,
			});
		} catch (error) {
			leave('terminalClosed')();
			write(errorLine(error, debug));
		}

		const report = await engine.stopped;
		return {
			report,
			writeEnd() {
				write(`${ledgerSentence(report, deadLetter)}\n`);
			},
		};
	} finally {
		terminal.close();
		release();
	}
}

/** Runs the engine with lines on stderr until it has stopped. */
async function runWithLines(engine: Engine, given: RunArguments, settings: Settings): Promise<Ended> {
	const {json, verbose, ascii} = given.output;
	const options = {
		write: stderrWriter(json ? false : ascii),
		isVerbose: verbose,
		deadLetter: settings.deadLetter,
	};
	const output = json ? createJsonOutput(options) : createPlainOutput(options);
	const current = {settings};
	const isInTerminal = hasTerminal();
	const release = handleSignals({
		onStop() {
			engine.send({type: 'drain', reason: 'signal'});
		},
		onHangUp() {
			if (isInTerminal) {
				engine.send({type: 'drain', reason: 'terminalClosed'});
			} else {
				void reload(given, engine, current);
			}
		},
	});
	engine.subscribe(snapshot => {
		output.show(snapshot);
	});
	try {
		await engine.start();
		const report = await engine.stopped;
		return {
			report,
			writeEnd() {
				output.finish(report);
			},
		};
	} finally {
		release();
	}
}

/** Writes the report to its file; says whether it could. */
function keepReport(report: Report, file: ReportFile | undefined, {ascii, debug}: OutputOptions): boolean {
	try {
		file?.write(report);
		return true;
	} catch (error) {
		stderrWriter(ascii)(errorLine(error, debug));
		return false;
	}
}

/** Runs a pipeline as the command line says, to its exit code. `threadOf` begins the engine's thread, or gives the one that has begun. Rejects with a `UsageError` for settings that can't be. */
export async function run(given: RunArguments, threadOf: () => EngineThread): Promise<ExitCode> {
	const settings = await readSettings(given);
	await refuseSharedFiles(given, settings);
	const withRecording = await prepareRecording(given.output, schema, createRealClock());
	const reportFile = given.output.report === undefined ? undefined : openReport(given.output.report);
	const terminal = findTerminal(given, settings);
	const data: EngineThreadData = {settings, isVerbose: given.output.verbose};
	const safe = new CrashSafeEngine(new ThreadedEngine(threadOf(), data), settings.deadLetter);
	const engine = withRecording(safe);
	const {report, writeEnd} = terminal === undefined
		? await runWithLines(engine, given, settings)
		: await runWithScreen(engine, terminal, settings, given.output);
	if (safe.crash !== undefined) {
		stderrWriter(given.output.ascii)(errorLine(safe.crash.error, given.output.debug));
	}

	const isKept = keepReport(report, reportFile, given.output);
	writeEnd();
	const code = exitCode(report);
	return isKept || code !== exitCodes.delivered.code ? code : exitCodes.internal.code;
}
