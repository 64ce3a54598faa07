import meow from 'meow';
import {UsageError} from '../../domain/errors.js';
import {
	parseExplicit, quoted, shownText, type ExplicitSettings, type ExplicitText,
} from '../explicit-settings.js';
import {flagOf, type Schema} from '../schema.js';
import {quote} from '../values/parse-result.js';
import {flagsOf} from './flags.js';
import {helpText} from './help.js';
import {
	isThemeName, themeNames, type OutputOptions, type ThemeName,
} from './output-options.js';
import {normalizeArgv} from './argv.js';

/** What a command line asks for. */
export type Arguments
	= | {readonly kind: 'show'; readonly text: string}
		| RunArguments;

export type RunArguments = {
	readonly kind: 'run';
	readonly explicit: ExplicitSettings;

	/** The path of the configuration file. */
	readonly config: string | undefined;
	readonly output: OutputOptions;
};

type FlagValues = Readonly<Record<string, unknown>>;

function explicitTexts({entries}: Schema, values: FlagValues): readonly ExplicitText[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const entry = entries.get(name);
		if (entry === undefined || (typeof value !== 'string' && typeof value !== 'boolean')) {
			return [];
		}

		const where = flagOf(name);
		const text = String(value);
		const given = value === false ? flagOf(`no-${name}`) : (value === true ? where : `${where} ${shownText(entry, text)}`);
		return [{
			entry, text, came: quoted(entry, text), where, given,
		}];
	});
}

function readTheme(value: unknown): ThemeName {
	const name = typeof value === 'string' ? value : 'dark';
	if (!isThemeName(name)) {
		throw new UsageError(`--theme: expected ${themeNames.join(', ')}, got ${quote(name)}`);
	}

	return name;
}

/** A flag that decides only where it is given. */
function readChoice(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}

function textIn(values: FlagValues, name: string): string | undefined {
	const {[name]: value} = values;
	return typeof value === 'string' ? value : undefined;
}

function readOutput(values: FlagValues): OutputOptions {
	const output = {
		plain: values.plain === true,
		json: values.json === true,
		verbose: values.verbose === true,
		theme: readTheme(values.theme),
		ascii: readChoice(values.ascii),
		screenReader: readChoice(values.screenReader),
		report: textIn(values, 'report'),
		record: textIn(values, 'record'),
		replay: textIn(values, 'replay'),
		debug: values.debug === true,
	};
	if (output.plain && output.json) {
		throw new UsageError('--plain and --json exclude each other', 'leave one of them out');
	}

	return output;
}

/**
Reads a command line.

@param argv The arguments behind the program's name.

Throws a `UsageError` for the first that can't be understood. Nothing is printed, and the process is not ended.
*/
export function parseArguments(schema: Schema, argv: readonly string[]): Arguments {
	if (argv.includes('--help') || argv.includes('-h')) {
		return {kind: 'show', text: helpText(schema)};
	}

	const flags = flagsOf(schema);
	const cli = meow({
		importMeta: import.meta,
		argv: normalizeArgv(flags, argv),
		autoHelp: false,
		autoVersion: false,
		description: false,
		booleanDefault: undefined,
		flags: Object.fromEntries(flags.map(({name, placeholder}) =>
			[name, {type: placeholder === '' ? 'boolean' as const : 'string' as const}])),
	});
	const values: FlagValues = cli.flags;
	if (values.version === true) {
		return {kind: 'show', text: `${cli.pkg.version ?? 'unknown'}\n`};
	}

	return {
		kind: 'run',
		explicit: parseExplicit(explicitTexts(schema, values)),
		config: textIn(values, 'config'),
		output: readOutput(values),
	};
}
