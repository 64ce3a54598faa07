import {randomInt} from 'node:crypto';
import process from 'node:process';
import {exitCodes, type ExitCode} from './domain/exit-codes.js';
import {UsageError} from './domain/errors.js';
import type {EngineThreadData} from './engine-thread.js';
import type {Engine} from './engine/facade.js';
import type {Report} from './engine/snapshot.js';
import {ThreadedEngine} from './engine/thread/threaded-engine.js';
import {errorLine} from './plain/error-line.js';
import {exitCode} from './plain/exit-code.js';
import {createJsonOutput} from './plain/json-output.js';
import {ledgerSentence} from './plain/ledger-sentence.js';
import {createPlainOutput} from './plain/plain-output.js';
import {openReport} from './plain/report-file.js';
import {parseArguments, type RunArguments} from './settings/arguments.js';
import {kindOfDescriptor} from './settings/descriptor.js';
import {changesBetween, fixedBetween} from './settings/live.js';
import {loadSettings} from './settings/resolve.js';
import type {Settings} from './settings/settings.js';
import {handleSignals} from './signals.js';
import {runScreen} from './tui/run-screen.js';
import {openTerminal} from './tui/terminal.js';

function writeError(text: string): void {
	process.stderr.write(text);
}

/** Whoever stops reading what is said has no say over the records: without a listener, the error would end the program with all that is inside. */
function outliveReaders(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}
}

async function readSettings(given: RunArguments, seed: number): Promise<Settings> {
	return loadSettings(given, {stdin: kindOfDescriptor(0), isStdoutTerminal: process.stdout.isTTY, seed});
}

/** Where somebody watches, there is a screen: on stdout, or beside records that are piped through. */
function wantsScreen({output}: RunArguments): boolean {
	return !output.plain && !output.json && (process.stdout.isTTY || process.stderr.isTTY);
}

/** SIGHUP without a terminal: reads the configuration again and changes what can be changed. */
async function reload(given: RunArguments, engine: Engine, current: {settings: Settings}): Promise<void> {
	try {
		const settings = await readSettings(given, current.settings.seed);
		for (const change of changesBetween(current.settings, settings)) {
			engine.send({type: 'setting.set', change});
		}

		const fixed = fixedBetween(current.settings, settings);
		if (fixed.length > 0) {
			writeError(`millrace: ${fixed.join(', ')} can't change while it runs (start it anew for that)\n`);
		}

		current.settings = settings;
	} catch (error) {
		writeError(errorLine(error, given.output.debug));
	}
}

/** Runs the engine with a screen until it has stopped. */
async function runWithScreen(engine: Engine, {deadLetter}: Settings): Promise<Report> {
	const terminal = openTerminal();
	const release = handleSignals({
		onStop() {
			engine.send({type: 'drain', reason: 'signal'});
		},
		onHangUp() {
			engine.send({type: 'drain', reason: 'terminalClosed'});
		},
	});
	try {
		await engine.start();
		await runScreen({engine, terminal});
		const report = await engine.stopped;
		writeError(`${ledgerSentence(report, deadLetter)}\n`);
		return report;
	} finally {
		terminal.close();
		release();
	}
}

/** Runs the engine with lines on stderr until it has stopped. */
async function runWithLines(engine: Engine, given: RunArguments, settings: Settings): Promise<Report> {
	const {json, verbose} = given.output;
	const options = {write: writeError, isVerbose: verbose, deadLetter: settings.deadLetter};
	const output = json ? createJsonOutput(options) : createPlainOutput(options);
	const current = {settings};
	const release = handleSignals({
		onStop() {
			engine.send({type: 'drain', reason: 'signal'});
		},
		onHangUp() {
			void reload(given, engine, current);
		},
	});
	engine.subscribe(snapshot => {
		output.show(snapshot);
	});
	try {
		await engine.start();
		const report = await engine.stopped;
		output.finish(report);
		return report;
	} finally {
		release();
	}
}

async function run(given: RunArguments): Promise<ExitCode> {
	const settings = await readSettings(given, randomInt(2 ** 32));
	const reportFile = given.output.report === undefined ? undefined : openReport(given.output.report);
	const data: EngineThreadData = {settings, isVerbose: given.output.verbose};
	const engine = new ThreadedEngine(new URL('engine-thread.js', import.meta.url), data);
	const report = wantsScreen(given) ? await runWithScreen(engine, settings) : await runWithLines(engine, given, settings);
	reportFile?.write(report);
	return exitCode(report);
}

/** The whole program: from the command line to the exit code. It never throws. */
export async function main(words: readonly string[]): Promise<ExitCode> {
	let isDebug = words.includes('--debug');
	outliveReaders();
	try {
		const given = parseArguments(words);
		if (given.kind === 'show') {
			process.stdout.write(given.text);
			return exitCodes.delivered.code;
		}

		isDebug = given.output.debug;
		return await run(given);
	} catch (error) {
		writeError(errorLine(error, isDebug));
		return error instanceof UsageError ? exitCodes.usage.code : exitCodes.internal.code;
	}
}
