import {UsageError} from '../../domain/errors.js';
import type {Engine} from '../../contract/engine.js';
import {readInput} from '../../files/input.js';
import type {Schema} from '../../settings/schema.js';
import type {Clock} from '../ports/clock.js';
import {describeError} from '../../text/system-error.js';
import {readActions} from './actions.js';
import {openRecordFile} from './record-file.js';
import {RecordedEngine} from './recorded-engine.js';
import {ReplayedEngine} from './replayed-engine.js';

export type RecordingOptions = {
	/** The file that the user's actions go to. */
	readonly record: string | undefined;

	/** The file that actions come from. */
	readonly replay: string | undefined;
};

/**
Reads the actions to replay, opens the file to record to, and returns a function that wraps an engine in both. Replayed actions are recorded as well.

Rejects with a `UsageError` for a file that can't be read, is no record or can't be written.
*/
export async function prepareRecording({record, replay}: RecordingOptions, schema: Schema, clock: Clock): Promise<(engine: Engine) => Engine> {
	const actions = replay === undefined ? undefined : readActions(schema, await read(replay), replay);
	const file = record === undefined ? undefined : openRecordFile(record);
	return engine => {
		const recorded = file === undefined ? engine : new RecordedEngine(engine, file, clock);
		return actions === undefined ? recorded : new ReplayedEngine(recorded, actions, clock);
	};
}

async function read(path: string): Promise<string> {
	try {
		return await readInput(path);
	} catch (error) {
		throw new UsageError(`--replay ${path}: it can't be read: ${describeError(error)}`, 'name a file that was made with --record');
	}
}
