import {wordWithoutSecrets} from '../../text/secrets.js';
import {didYouMean} from '../values/nearest.js';
import {parsed, rejected, type ParseResult} from '../values/parse-result.js';
import {oneOf, type ValueType} from '../values/types.js';
import {schemeOf} from './addresses.js';
import type {Component, End} from './component.js';

/** The component that an address names, or what to do about an address that names none. */
export function findComponent<Known extends Component>(end: End, components: readonly Known[], text: string): ParseResult<Known> {
	for (const component of components) {
		const result = component.address.parse(text);
		if (result !== undefined) {
			return result.ok ? parsed(component) : result;
		}
	}

	return rejected(hintFor(end, components, text));
}

function hintFor(end: End, components: readonly Component[], text: string): string | undefined {
	const schemes = components.flatMap(({address}) => address.schemes);
	if (schemes.includes('http') && /^[^\/:]+:\d+(?:\/|$)/v.test(text)) {
		return `did you mean http://${wordWithoutSecrets(text)}?`;
	}

	const scheme = schemeOf(text);
	// What stands before a colon may be a user's name: it is a scheme for sure where a slash comes behind it.
	if (scheme !== undefined && (!/@|%40/iv.test(text) || text.startsWith('/', scheme.length + 1))) {
		return didYouMean(scheme, schemes, `there is no ${end} for ${scheme}:`);
	}

	const otherwise = schemes.includes('file') ? `${end === 'source' ? 'to read a file' : 'for a file'} say file:${wordWithoutSecrets(text)}` : '';
	return didYouMean(text, schemes, otherwise) || undefined;
}

/** The type of the setting that names a component: its address, kept as it was written. */
export function addressType(end: End, components: readonly Component[]): ValueType<string> {
	const parse = (text: string): ParseResult<string> => {
		const result = findComponent(end, components, text);
		return result.ok ? parsed(text) : result;
	};

	return {
		name: 'address',
		placeholder: `<${end}>`,
		expected: oneOf(components.flatMap(({address}) => address.forms)),
		parse,
		format: String,
		is: (value): value is string => typeof value === 'string' && parse(value).ok,
	};
}
