import process from 'node:process';
import {UsageError} from '../domain/errors.js';
import {exitCodes, type ExitCode} from '../domain/exit-codes.js';
import type {EngineThread} from '../engine/thread/begin-thread.js';
import {errorLine} from '../plain/error-line.js';
import {parseArguments} from '../settings/cli/arguments.js';
import {isOutOfFiles} from './out-of-files.js';
import {isOutOfThreads} from './out-of-threads.js';
import {run} from './run.js';
import {schema} from './schema.js';
import {ignoreClosedStreams, ignoreClosedTerminal, type Signals} from './signals.js';
import {stderrWriter} from './stderr.js';

/** The whole program, from the command line to the exit code. It throws nothing but what says that too few files may be open or too few threads begun: what that means, its caller says. */
export async function main(argv: readonly string[], threadOf: () => EngineThread, signals: Signals): Promise<ExitCode> {
	ignoreClosedStreams();
	ignoreClosedTerminal();
	let isDebug = argv.includes('--debug');
	let write = stderrWriter(argv.includes('--ascii') || undefined);
	try {
		const given = parseArguments(schema, argv);
		if (given.kind === 'show') {
			process.stdout.write(given.text);
			return exitCodes.delivered.code;
		}

		isDebug = given.output.debug;
		write = stderrWriter(given.output.ascii);
		return await run(given, threadOf, signals);
	} catch (error) {
		if (isOutOfFiles(error) || isOutOfThreads(error)) {
			throw error;
		}

		write(errorLine(error, isDebug));
		return error instanceof UsageError ? exitCodes.usage.code : exitCodes.internal.code;
	}
}
