import {parseArgs} from 'node:util';
import {UsageError} from '../../domain/errors.js';
import {didYouMean} from '../values/nearest.js';
import {quote} from '../values/parse-result.js';
import {flagByWord, flags, type Flag} from './flags.js';

const seeHelp = 'see millrace --help';

type Token = {
	/** With its dashes, as it was written. */
	readonly rawName: string;
	readonly value: string | undefined;

	/** Whether the value was written behind an equals sign. */
	readonly inlineValue: boolean | undefined;
};

function flagNamed(rawName: string): Flag {
	const positive = rawName.replace(/^--no-/v, '--');
	const flag = flagByWord.get(rawName) ?? flagByWord.get(positive);
	const isNegated = flag !== undefined && flagByWord.get(rawName) === undefined;
	if (flag === undefined) {
		throw new UsageError(`unknown flag ${rawName}`, didYouMean(rawName.replace(/^-+/v, '').replace(/^no-/v, ''), flags.map(known => known.flag), seeHelp));
	}

	if (isNegated && flag.placeholder !== '') {
		throw new UsageError(`unknown flag ${rawName}: ${flag.flag} takes a value and can't be negated`, `leave ${flag.flag} out for its default`);
	}

	return flag;
}

function isValue({value, inlineValue}: Token): boolean {
	return value !== undefined && value !== '' && (inlineValue === true || !/^-[^\d.]/v.test(value));
}

/** One flag and its value as words that meow reads in one way only. */
function wordsOf(token: Token, flag: Flag): readonly string[] {
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
Checks the words of a command line and brings them into one form. Throws a `UsageError` for the first that can't stand.

Meow would end the process at an unknown flag, and pass a flag without value, a flag given twice, a value where none belongs and `--report -` over in silence or take them for something else: so it gets only words that have been checked.
*/
export function normalizeArgv(argv: readonly string[]): readonly string[] {
	const options = Object.fromEntries(flags.map(({flag, short, placeholder}) => [
		flag.slice(2),
		{type: placeholder === '' ? 'boolean' as const : 'string' as const, ...(short !== undefined && {short})},
	]));
	const {tokens} = parseArgs({
		args: [...argv], options, strict: false, tokens: true, allowNegative: true, allowPositionals: true,
	});
	const words: string[] = [];
	const seen = new Set<Flag>();
	for (const token of tokens) {
		if (token.kind === 'positional') {
			throw new UsageError(`unexpected ${quote(token.value)}: millrace takes flags only`, seeHelp);
		}

		if (token.kind === 'option') {
			const flag = flagNamed(token.rawName);
			words.push(...wordsOf(token, flag));
			if (seen.has(flag)) {
				throw new UsageError(`${flag.flag} is given twice`, 'leave one of them out');
			}

			seen.add(flag);
		}
	}

	return words;
}
