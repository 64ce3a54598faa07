import type {Rate} from '../domain/rate.js';
import {UsageError} from '../domain/errors.js';
import {withoutSecrets} from '../text/secrets.js';
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

/** The settings that ask for generated records, or at least read like that, where stdin has others. */
const generating: readonly string[] = ['rate', 'count'];

/** The settings that have a meaning for generated records alone. */
const shaping: readonly string[] = ['spikeFactor', 'spikeLength'];

const stdinAsText: Readonly<Partial<Record<DescriptorKind, string>>> = {
	pipe: 'a pipe',
	socket: 'a socket',
	file: 'a file',
	other: 'a device',
};

/** Records a second of a generated source. */
const generatedRate: Rate = 1000;

/** Whether the user has asked for generated records without naming their source. */
function asksForGenerator({source}: Components, {given}: ExplicitSettings): boolean {
	const options = source.filter(({isReal}) => !isReal).flatMap(component => Object.keys(component.options));
	return [...generating, ...shaping, ...options].some(name => given[name] !== undefined);
}

/** Whether a sink is given that delivers to somebody. */
function hasRealSink({sink}: Components, {values}: ExplicitSettings): boolean {
	if (values.sink === undefined) {
		return false;
	}

	const found = findComponent('sink', sink, String(values.sink));
	return found.ok && found.value.isReal;
}

/** The source where none is given: a redirected stdin, else the generator. A real sink gets generated records only where they were asked for: under cron and systemd stdin is `/dev/null`, and a forgotten pipe looks the same. */
function chooseSource(components: Components, explicit: ExplicitSettings, {stdin}: Surroundings): string {
	const {given, values} = explicit;
	const redirected = stdinAsText[stdin];
	if (redirected !== undefined) {
		refuseBoth(redirected, explicit);
		return 'stdin';
	}

	if (hasRealSink(components, explicit) && !asksForGenerator(components, explicit)) {
		throw new UsageError(
			`there are no records for ${withoutSecrets(given.sink ?? String(values.sink))}: stdin is ${stdin === 'terminal' ? 'a terminal' : '/dev/null'}, and no source is given${given.duration === undefined ? '' : ` beside ${given.duration}`}`,
			'pipe records in, or say --source file:app.log for those of a file, --source synthetic (or --rate 1k) for generated ones, or --source stdin for what stdin has',
		);
	}

	return 'synthetic';
}

function refuseBoth(redirected: string, {given}: ExplicitSettings): void {
	const asking = generating.map(name => given[name]).find(text => text !== undefined);
	if (asking !== undefined) {
		throw new UsageError(
			`stdin is ${redirected}, and ${asking} is given: which of them makes the records?`,
			'say --source synthetic for generated records, or --source stdin for what comes in',
		);
	}
}

function chooseSink({isStdoutTerminal}: Surroundings, source: string): string {
	if (isStdoutTerminal) {
		throw new UsageError(
			`there is no sink for the records of ${withoutSecrets(source)}, because stdout is a terminal`,
			'say --sink file:out.log, --sink http://… or --sink stdout, or pipe stdout into something',
		);
	}

	return 'stdout';
}

function isGeneratedSource({source: sources}: Components, source: SettingValue): boolean {
	const found = findComponent('source', sources, String(source));
	return found.ok && !found.value.isReal;
}

/** The rate where none is given: a generator has to be paced, and nothing else need be. */
export function initialRate(components: Components, source: SettingValue): Rate {
	return isGeneratedSource(components, source) ? generatedRate : 'max';
}

/** Where records come from and go to and how fast, where it isn't given. Throws a `UsageError` where the surroundings don't decide it. */
export function chooseEnds(components: Components, explicit: ExplicitSettings, surroundings: Surroundings): Ends {
	const {values} = explicit;
	const source = values.source ?? chooseSource(components, explicit, surroundings);
	const isGenerated = isGeneratedSource(components, source);
	return {
		source,
		sink: values.sink ?? (isGenerated ? 'simulated' : chooseSink(surroundings, explicit.given.source ?? String(source))),
		rate: values.rate ?? initialRate(components, source),
	};
}
