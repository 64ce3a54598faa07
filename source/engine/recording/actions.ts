import {UsageError} from '../../domain/errors.js';
import type {Command} from '../../contract/command.js';
import {readCommand} from '../../contract/read-command.js';
import {
	came, ObjectReader, numberFrom, wordOf, type Shape,
} from '../../settings/object-reader.js';
import type {Schema} from '../../settings/schema.js';

/** A command that a user gave a running pipeline, and when. */
export type Action = {
	/** Milliseconds since the engine had started. */
	readonly at: number;
	readonly command: Command;
};

const format = 'millrace-actions';
const version = 1;
const longestRun = Number.MAX_SAFE_INTEGER;

/** The first line of a record. */
export const header = JSON.stringify({format, version});

/** Whether a command is an action of the user on the pipeline. Inspecting a machine is none, nor is what a signal asks for. */
export function isAction(command: Command): boolean {
	return command.type === 'drain' ? command.reason === 'key' : command.type !== 'machine.inspect' && command.type !== 'sink.reopen';
}

/** A line of a record. */
export function lineOf({at, command}: Action): string {
	return JSON.stringify({at: Math.round(at), ...command});
}

/**
Reads a record, all of it.

@param path For messages.

Throws a `UsageError` with the line, what was expected and what came.
*/
export function readActions(schema: Schema, text: string, path: string): readonly Action[] {
	const [first = '', ...lines] = text.split('\n');
	readHeader(first, `${path}:1`);
	const actions: Action[] = [];
	let last = 0;
	for (const [index, line] of lines.entries()) {
		if (line.trim() !== '') {
			const action = readAction(schema, line, `${path}:${index + 2}`, last);
			last = action.at;
			actions.push(action);
		}
	}

	return actions;
}

function readHeader(line: string, where: string): void {
	const fields = objectIn(line, where, `a first line ${header}`);
	fields.get('format', wordOf([format]));
	const versions: Shape<number> = {expected: String(version), read: value => value === version ? version : undefined};
	fields.get('version', versions);
	fields.end();
}

function readAction(schema: Schema, line: string, where: string, last: number): Action {
	const fields = objectIn(line, where, 'an action such as {"at":1500,"type":"spike.start"}');
	const at = fields.get('at', numberFrom(0, longestRun));
	if (at < last) {
		throw new UsageError(`${where}: at: expected ${last} or later, as in the line before, got ${at}`, 'actions stand in the order in which they are done');
	}

	const command = readCommand(fields, schema);
	if (!isAction(command)) {
		throw new UsageError(`${where}: expected an action on the pipeline, got ${came(command)}`, command.type === 'drain' ? 'a record can only drain with the reason "key"' : 'leave the line out');
	}

	return {at, command};
}

function objectIn(line: string, where: string, expected: string): ObjectReader {
	try {
		const value: unknown = JSON.parse(line);
		return new ObjectReader(value, where);
	} catch (error) {
		if (error instanceof UsageError) {
			throw error;
		}

		throw new UsageError(`${where}: expected ${expected}, got ${line.trim() === '' ? 'nothing' : `no JSON: ${came(line)}`}`);
	}
}
