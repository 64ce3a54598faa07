import {parseArgs} from 'node:util';
import {UsageError} from '../../domain/errors.js';
import {wordWithoutSecrets} from '../../text/secrets.js';
import {didYouMean} from '../values/nearest.js';
import {quote} from '../values/parse-result.js';
import type {Flag} from './flags.js';

const seeHelp = 'see millrace --help';

type Token = {
	/** With its dashes, as it was written. */
	readonly rawName: string;
	readonly value: string | undefined;

	/** Whether the value was written behind an equals sign. */
	readonly inlineValue: boolean | undefined;
};

function flagNamed(flags: readonly Flag[], rawName: string): Flag {
	const exact = flags.find(({flag, short}) => flag === rawName || (short !== undefined && `-${short}` === rawName));
	const flag = exact ?? flags.find(known => known.flag === rawName.replace(/^--no-/v, '--'));
	const isNegated = exact === undefined;
	if (flag === undefined) {
		throw new UsageError(`unknown flag ${wordWithoutSecrets(rawName)}`, didYouMean(rawName.replace(/^-+/v, '').replace(/^no-/v, ''), flags.map(known => known.flag), seeHelp));
	}

	if (isNegated && flag.placeholder !== '') {
		throw new UsageError(`unknown flag ${rawName}: ${flag.flag} takes a value and can't be negated`, `leave ${flag.flag} out for its default`);
	}

	return flag;
}

function isValue({value, inlineValue}: Token): boolean {
	return value !== undefined && value !== '' && (inlineValue === true || !/^-[^\d.]/v.test(value));
}

/** One flag and its value in the one form that meow can't take for anything else. */
function argvOf(token: Token, flag: Flag): readonly string[] {
	if (flag.placeholder === '') {
		if (token.value !== undefined) {
			throw new UsageError(`${token.rawName} takes no value, got ${quote(token.value)}`);
		}

		return [token.rawName];
	}

	const {value} = token;
	if (value === undefined || !isValue(token)) {
		throw new UsageError(`${flag.flag} needs a value: ${flag.flag} ${flag.placeholder}`);
	}

	return value.startsWith('-') ? [`${flag.flag}=${value}`] : [flag.flag, value];
}

/**
Checks the arguments of a command line and brings them into one form. Throws a `UsageError` for the first that can't stand.

Meow ends the process at an unknown flag. It passes over, or takes for something else, a flag without a value, a flag given twice, a value where none belongs, and `--report -`. So it gets only arguments that have been checked.
*/
export function normalizeArgv(flags: readonly Flag[], argv: readonly string[]): readonly string[] {
	const options = Object.fromEntries(flags.map(({flag, short, placeholder}) => [
		flag.slice(2),
		{type: placeholder === '' ? 'boolean' as const : 'string' as const, ...(short !== undefined && {short})},
	]));
	const {tokens} = parseArgs({
		args: [...argv], options, strict: false, tokens: true, allowNegative: true, allowPositionals: true,
	});
	const normalized: string[] = [];
	const seen = new Set<Flag>();
	for (const token of tokens) {
		if (token.kind === 'positional') {
			throw new UsageError(`unexpected ${quote(token.value)}: millrace takes flags only`, seeHelp);
		}

		if (token.kind === 'option') {
			const flag = flagNamed(flags, token.rawName);
			normalized.push(...argvOf(token, flag));
			if (seen.has(flag)) {
				throw new UsageError(`${flag.flag} is given twice`, 'leave one of them out');
			}

			seen.add(flag);
		}
	}

	return normalized;
}
