import {randomInt} from 'node:crypto';
import process from 'node:process';
import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import {UsageError} from '../domain/errors.js';
import type {Engine} from '../contract/engine.js';
import type {Report} from '../contract/snapshot.js';
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
import {parseArguments, type RunArguments} from '../settings/cli/arguments.js';
import {kindOfDescriptor} from '../settings/descriptor.js';
import {changesBetween, fixedChangesBetween} from '../settings/live-changes.js';
import type {OutputOptions} from '../settings/cli/output-options.js';
import {loadSettings} from '../settings/resolve.js';
import type {Settings} from '../settings/settings.js';
import type {DrainReason} from '../contract/command.js';
import {runScreen, wantsScreenReader} from '../tui/run-screen.js';
import {openTerminal, type Terminal} from '../tui/terminal/terminal.js';
import {handleSignals, ignoreClosedStreams, ignoreClosedTerminal} from './signals.js';
import {schema} from './schema.js';
import {stderrWriter} from './stderr.js';
import type {EngineThreadData} from './engine-thread.js';

async function readSettings(given: RunArguments): Promise<Settings> {
	return loadSettings(schema, given, {
		stdin: kindOfDescriptor(0), isStdoutTerminal: process.stdout.isTTY, seed: randomInt(2 ** 32),
	});
}

/** Whether somebody sits at the other end of stdout or stderr. */
function isWatched(): boolean {
	return process.stdout.isTTY || process.stderr.isTTY;
}

/** Where somebody watches, there is a screen: on stdout, or beside records that are piped through. None where the records go to the terminal themselves, where the terminal has lines and nothing else, or where none can be opened. */
function findTerminal({output}: RunArguments, {sink}: Settings): Terminal | undefined {
	const isDumb = process.env.TERM === 'dumb' && !wantsScreenReader(output.screenReader);
	if (output.plain || output.json || isDumb || !isWatched() || (sink === 'stdout' && process.stdout.isTTY)) {
		return undefined;
	}

	try {
		return openTerminal();
	} catch {
		return undefined;
	}
}

/** SIGHUP without a terminal: reads the configuration again and changes what can be changed. */
async function reload(given: RunArguments, engine: Engine, current: {settings: Settings}): Promise<void> {
	const say = stderrWriter(given.output.ascii);
	try {
		const settings = await readSettings(given);
		for (const change of changesBetween(schema, current.settings, settings)) {
			engine.send({type: 'setting.set', change});
		}

		const fixed = fixedChangesBetween(schema, current.settings, settings);
		if (fixed.length > 0) {
			say(`millrace: changed in the configuration, but not while it runs: ${fixed.join(', ')}\n`);
		}

		current.settings = settings;
	} catch (error) {
		say(errorLine(error, given.output.debug));
	}
}

/** What a run came to, and what says so on stderr: nothing is said after it. */
type Ended = {readonly report: Report; readonly sayEnd: () => void};

/** Runs the engine with a screen until it has stopped. Where the screen breaks, the engine drains all the same. */
async function runWithScreen(engine: Engine, terminal: Terminal, {deadLetter}: Settings, {debug, theme, ascii, screenReader}: OutputOptions): Promise<Ended> {
	const say = stderrWriter(ascii);
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
			say(errorLine(error, debug));
		}

		const report = await engine.stopped;
		return {
			report,
			sayEnd() {
				say(`${ledgerSentence(report, deadLetter)}\n`);
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
	const hasTerminal = isWatched();
	const release = handleSignals({
		onStop() {
			engine.send({type: 'drain', reason: 'signal'});
		},
		onHangUp() {
			if (hasTerminal) {
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
			sayEnd() {
				output.finish(report);
			},
		};
	} finally {
		release();
	}
}

/** Keeps the report; whether that went well. */
function keepReport(report: Report, file: ReportFile | undefined, {ascii, debug}: OutputOptions): boolean {
	try {
		file?.write(report);
		return true;
	} catch (error) {
		stderrWriter(ascii)(errorLine(error, debug));
		return false;
	}
}

async function run(given: RunArguments, threadOf: () => EngineThread): Promise<ExitCode> {
	const settings = await readSettings(given);
	const withRecording = await prepareRecording(given.output, schema, createRealClock());
	const reportFile = given.output.report === undefined ? undefined : openReport(given.output.report);
	const terminal = findTerminal(given, settings);
	const data: EngineThreadData = {settings, isVerbose: given.output.verbose};
	const engine = withRecording(new ThreadedEngine(threadOf(), data));
	const {report, sayEnd} = terminal === undefined
		? await runWithLines(engine, given, settings)
		: await runWithScreen(engine, terminal, settings, given.output);
	const isKept = keepReport(report, reportFile, given.output);
	sayEnd();
	const code = exitCode(report);
	return isKept || code !== exitCodes.delivered.code ? code : exitCodes.internal.code;
}

/** The whole program: from the command line to the exit code. The engine gets the thread, if there is one to run. It never throws. */
export async function main(argv: readonly string[], threadOf: () => EngineThread): Promise<ExitCode> {
	ignoreClosedStreams();
	ignoreClosedTerminal();
	let isDebug = argv.includes('--debug');
	let say = stderrWriter(argv.includes('--ascii') || undefined);
	try {
		const given = parseArguments(schema, argv);
		if (given.kind === 'show') {
			process.stdout.write(given.text);
			return exitCodes.delivered.code;
		}

		isDebug = given.output.debug;
		say = stderrWriter(given.output.ascii);
		return await run(given, threadOf);
	} catch (error) {
		say(errorLine(error, isDebug));
		return error instanceof UsageError ? exitCodes.usage.code : exitCodes.internal.code;
	}
}
