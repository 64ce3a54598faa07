import type {Rate} from '../domain/rate.js';
import {UsageError} from '../domain/errors.js';
import type {DescriptorKind} from './descriptor.js';
import type {ExplicitSettings} from './explicit-settings.js';
import type {SettingName} from './schema.js';

/** What the program finds around it. */
export type Surroundings = {
	/** What file descriptor 0 is. */
	readonly stdin: DescriptorKind;

	readonly isStdoutTerminal: boolean;

	/** The seed where none is given. */
	readonly seed: number;
};

/** What depends on the surroundings. */
export type Ends = {
	readonly source: string;
	readonly sink: string;
	readonly rate: Rate;
};

/** What asks for generated records, or at least reads like that. */
const generating: readonly SettingName[] = ['rate', 'count'];

const stdinAsText: Readonly<Partial<Record<DescriptorKind, string>>> = {
	pipe: 'a pipe',
	socket: 'a socket',
	file: 'a file',
};

/** Records a second of a synthetic source. */
const syntheticRate = 1000;

function chooseSource({values, said}: ExplicitSettings, {stdin}: Surroundings): string {
	if (values.source !== undefined) {
		return values.source;
	}

	const piped = stdinAsText[stdin];
	if (piped === undefined) {
		return 'synthetic';
	}

	const asking = generating.map(name => said[name]).find(text => text !== undefined);
	if (asking !== undefined) {
		throw new UsageError(
			`stdin is ${piped}, and ${asking} is given: which of them makes the records?`,
			'say --source synthetic for generated records, or --source stdin for what comes in',
		);
	}

	return 'stdin';
}

function chooseSink({values}: ExplicitSettings, {isStdoutTerminal}: Surroundings, source: string): string {
	if (values.sink !== undefined) {
		return values.sink;
	}

	if (source === 'synthetic') {
		return 'simulated';
	}

	if (isStdoutTerminal) {
		throw new UsageError(
			`there is no sink for the records of ${source}, because stdout is a terminal`,
			'say --sink file:out.log, --sink http://… or --sink stdout, or pipe stdout into something',
		);
	}

	return 'stdout';
}

/** Where records come from and go to and how fast, where it isn't given. Throws a `UsageError` where that is anybody's guess. */
export function chooseEnds(given: ExplicitSettings, surroundings: Surroundings): Ends {
	const source = chooseSource(given, surroundings);
	const sink = chooseSink(given, surroundings, source);
	return {source, sink, rate: given.values.rate ?? (source === 'synthetic' ? syntheticRate : 'max')};
}
