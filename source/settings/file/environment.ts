import {UsageError} from '../../domain/errors.js';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text with its variables put in. */
export type Expanded = {
	readonly text: string;

	/** Whether anything in it comes from the environment: messages then show the text as it stands in the file. */
	readonly isFromEnvironment: boolean;
};

const references = /\$(?<escaped>\$\{)|\$\{(?:(?<name>[^\{\}:]*)(?::-(?<fallback>[^\{\}]*))?\})?/gv;
const variableName = /^[A-Za-z_]\w*$/v;

/**
Puts variables into a text: `${NAME}`, or `${NAME:-default}` for one that may be missing or empty. `$${` stands for `${` itself.

@param where Begins the message.

Throws a `UsageError` for a variable that is missing, by its name, and for a `${` that begins none.
*/
export function expand(text: string, environment: Environment, where: string): Expanded {
	let isFromEnvironment = false;
	const expanded = text.replaceAll(references, (...found: readonly unknown[]) => {
		const {escaped, name, fallback} = groupsOf(found.at(-1));
		if (escaped !== undefined) {
			return escaped;
		}

		if (name === undefined || !variableName.test(name)) {
			// eslint-disable-next-line no-template-curly-in-string -- it is what the user has to write
			throw new UsageError(`${where}: expected the name of an environment variable behind \${`, 'write ${NAME} or ${NAME:-default}, or $${ for a ${ that is meant as it stands');
		}

		const value = valueOf(environment, name, fallback);
		if (value === undefined) {
			throw new UsageError(`${where}: there is no environment variable ${name}`, `set it, or write \${${name}:-default}`);
		}

		isFromEnvironment = true;
		return value;
	});
	return {text: expanded, isFromEnvironment};
}

function valueOf(environment: Environment, name: string, fallback: string | undefined): string | undefined {
	const value = environment[name];
	return value === undefined || (value === '' && fallback !== undefined) ? fallback : value;
}

type Groups = Readonly<Partial<Record<'escaped' | 'name' | 'fallback', string>>>;

/** The named groups come last, where there are any. */
function groupsOf(found: unknown): Groups {
	return typeof found === 'object' && found !== null ? found : {};
}
