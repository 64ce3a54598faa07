import type {Rate} from '../domain/rate.js';
import {UsageError} from '../domain/errors.js';
import type {Components} from './components/component.js';
import {findComponent} from './components/find-component.js';
import type {DescriptorKind} from './descriptor.js';
import type {ExplicitSettings} from './explicit-settings.js';
import type {SettingValue} from './values/types.js';

/** What the program finds around it. */
export type Surroundings = {
	/** What file descriptor 0 is. */
	readonly stdin: DescriptorKind;

	readonly isStdoutTerminal: boolean;

	/** The seed where none is given. */
	readonly seed: number;
};

/** The settings whose defaults depend on the surroundings. */
export type Ends = {
	readonly source: SettingValue;
	readonly sink: SettingValue;
	readonly rate: SettingValue;
};

/** The settings that ask for generated records, or at least read like that. */
const generating: readonly string[] = ['rate', 'count'];

const stdinAsText: Readonly<Partial<Record<DescriptorKind, string>>> = {
	pipe: 'a pipe',
	socket: 'a socket',
	file: 'a file',
};

/** Records a second of a generated source. */
const generatedRate: Rate = 1000;

function chooseSource({given}: ExplicitSettings, {stdin}: Surroundings): string {
	const piped = stdinAsText[stdin];
	if (piped === undefined) {
		return 'synthetic';
	}

	const asking = generating.map(name => given[name]).find(text => text !== undefined);
	if (asking !== undefined) {
		throw new UsageError(
			`stdin is ${piped}, and ${asking} is given: which of them makes the records?`,
			'say --source synthetic for generated records, or --source stdin for what comes in',
		);
	}

	return 'stdin';
}

function chooseSink({isStdoutTerminal}: Surroundings, source: SettingValue): string {
	if (isStdoutTerminal) {
		throw new UsageError(
			`there is no sink for the records of ${String(source)}, because stdout is a terminal`,
			'say --sink file:out.log, --sink http://… or --sink stdout, or pipe stdout into something',
		);
	}

	return 'stdout';
}

/** Where records come from and go to and how fast, where it isn't given. Throws a `UsageError` where the surroundings don't decide it. */
export function chooseEnds({source: sources}: Components, explicit: ExplicitSettings, surroundings: Surroundings): Ends {
	const {values} = explicit;
	const source = values.source ?? chooseSource(explicit, surroundings);
	const found = findComponent('source', sources, String(source));
	const isGenerated = found.ok && !found.value.isReal;
	return {
		source,
		sink: values.sink ?? (isGenerated ? 'simulated' : chooseSink(surroundings, source)),
		rate: values.rate ?? (isGenerated ? generatedRate : 'max'),
	};
}
