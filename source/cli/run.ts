import {randomInt} from 'node:crypto';
import process from 'node:process';
import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import type {Report} from '../contract/report.js';
import {createRealClock} from '../engine/real-clock.js';
import {prepareRecording} from '../engine/recording/prepare-recording.js';
import type {EngineThread} from '../engine/thread/begin-thread.js';
import {ThreadedEngine} from '../engine/thread/threaded-engine.js';
import {errorLine} from '../plain/error-line.js';
import {exitCode} from '../plain/exit-code.js';
import {openReport, type ReportFile} from '../plain/report-file.js';
import type {RunArguments} from '../settings/cli/arguments.js';
import {kindOfDescriptor} from '../settings/descriptor.js';
import type {OutputOptions} from '../settings/cli/output-options.js';
import {loadSettings} from '../settings/resolve.js';
import type {Settings} from '../settings/settings.js';
import {toJson} from '../text/json.js';
import {endProcessAtOnce, killIfStuck} from './end-process.js';
import {LeavableEngine} from './leavable-engine.js';
import {CrashSafeEngine} from './crash-safe-engine.js';
import {refuseSharedFiles} from './file-roles.js';
import {schema} from './schema.js';
import {showRun} from './show-run.js';
import type {Signals} from './signals.js';
import {stderrWriter} from './stderr.js';
import type {EngineThreadData} from './engine-thread.js';

async function readSettings(given: RunArguments): Promise<Settings> {
	return loadSettings(schema, given, {
		stdin: kindOfDescriptor(0), isStdoutTerminal: process.stdout.isTTY, seed: randomInt(2 ** 32),
	});
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

/** Makes what ends the process of a run that is left, with its report. The last words are said behind all that gives the terminal back. */
function leaver(output: OutputOptions, file: ReportFile | undefined): (report: Report, why: string) => void {
	const {json, ascii} = output;
	return (report, why) => {
		keepReport(report, file, output);
		const sentences = [`millrace: left at once, ${why}`, report.note ?? ''];
		process.on('exit', () => {
			stderrWriter(json ? false : ascii)(json ? `${toJson({sentence: sentences.join('\n')})}\n` : sentences.map(line => `${line}\n`).join(''));
		});
		endProcessAtOnce(exitCode(report));
	};
}

/** Runs a pipeline as the command line says, to its exit code. `threadOf` begins the engine's thread, or gives the one that has begun. Rejects with a `UsageError` for settings that can't be. */
export async function run(given: RunArguments, threadOf: () => EngineThread, signals: Signals): Promise<ExitCode> {
	const settings = await readSettings(given);
	await refuseSharedFiles(given, settings);
	const clock = createRealClock();
	const withRecording = await prepareRecording(given.output, schema, clock);
	const reportFile = given.output.report === undefined ? undefined : openReport(given.output.report);
	const data: EngineThreadData = {settings, isVerbose: given.output.verbose};
	const safe = new CrashSafeEngine(new ThreadedEngine(threadOf(), data), settings.deadLetter);
	const engine = new LeavableEngine(withRecording(safe), {
		requests: signals.requests, deadLetter: settings.deadLetter, grace: settings.grace, clock, leave: leaver(given.output, reportFile),
	});
	const {report, writeEnd} = await showRun(engine, given, settings, signals);
	if (report.outcome === 'aborted') {
		// A thread that still waits for a disk or a pipe would hold up the end of the process for ever.
		process.once('exit', killIfStuck);
	}

	if (safe.crash !== undefined) {
		stderrWriter(given.output.ascii)(errorLine(safe.crash.error, given.output.debug));
	}

	const isKept = keepReport(report, reportFile, given.output);
	writeEnd();
	const code = exitCode(report);
	return isKept || code !== exitCodes.delivered.code ? code : exitCodes.internal.code;
}
