import {UsageError} from '../../domain/errors.js';
import {wordWithoutSecrets} from '../../text/secrets.js';
import type {Component, End} from '../components/component.js';
import type {ExplicitText} from '../explicit-settings.js';
import type {Schema, SettingEntry} from '../schema.js';
import {didYouMean} from '../values/nearest.js';
import {quote} from '../values/parse-result.js';
import {oneOf} from '../values/types.js';
import {
	explicitText, requiredText, type Member, type RequiredText,
} from './nodes.js';

/**
A source, sink or queue as an object with its options: `sink: {type: http, url: http://…, gzip: true}`.

@param where The object's own place, for messages.
@returns Its address and its options, as if each had been given by itself.

Throws a `UsageError` for an unknown type, and for a member that this type does not have.
*/
export function componentTexts(schema: Schema, end: End, entry: SettingEntry, members: readonly Member[], where: string): readonly ExplicitText[] {
	const component = componentOf(schema, end, members, where);
	const parts: Array<readonly [key: string, part: RequiredText]> = [];
	const options: ExplicitText[] = [];
	for (const member of members) {
		const {key} = member;
		const option = Object.hasOwn(component.options, key) ? schema.entries.get(key) : undefined;
		if (component.address.parts.includes(key)) {
			parts.push([key, requiredText(`${end}.${key}`, member, 'text')]);
		} else if (option !== undefined) {
			options.push(explicitText(option, `${end}.${key}`, member));
		} else if (key !== 'type') {
			throw foreignMember(component, end, member);
		}
	}

	return [addressText(component, end, entry, parts, where), ...options];
}

/** The address that the parts make up. Throws a `UsageError` for one that lacks a part. */
function addressText({name, address}: Component, end: End, entry: SettingEntry, parts: ReadonlyArray<readonly [key: string, part: RequiredText]>, where: string): ExplicitText {
	const join = (textOf: (part: RequiredText) => string): string => address.join(Object.fromEntries(parts.map(([key, part]) => [key, textOf(part)])));
	const text = join(part => part.text);
	const shown = wordWithoutSecrets(join(part => part.written));
	const result = address.parse(text);
	const missing = address.parts.filter(key => !parts.some(([given, part]) => given === key && part.text !== ''));
	if (result?.ok !== true && missing.length > 0) {
		throw new UsageError(`${where}: ${end}: the ${name} ${end} needs its ${missing.join(' and ')}`, `write it like ${end}: {type: ${name}, ${address.parts.map(part => `${part}: …`).join(', ')}}`);
	}

	if (result === undefined) {
		throw new UsageError(`${where}: ${end}: expected ${oneOf(address.forms)}, got ${quote(shown)}`, `a ${name} ${end} has ${address.parts.join(', ')}`);
	}

	return {
		entry, text, isHidden: parts.some(([, part]) => part.isFromEnvironment), came: quote(shown), where: `${where}: ${end}`, given: `${end}: ${shown} (${where})`,
	};
}

function componentOf({components}: Schema, end: End, members: readonly Member[], where: string): Component {
	const known: readonly Component[] = components[end];
	const names = known.map(({name}) => name);
	const member = members.find(({key}) => key === 'type');
	if (member === undefined) {
		throw new UsageError(`${where}: ${end}: an object needs its type`, `it is ${oneOf(names)}`);
	}

	const {text: type, written} = requiredText(`${end}.type`, member, 'word');
	const component = known.find(({name}) => name === type);
	if (component === undefined) {
		throw new UsageError(`${member.where}: ${end}.type: expected ${oneOf(names)}, got ${quote(written)}`, didYouMean(type, names, '') || undefined);
	}

	return component;
}

function foreignMember({name, address, options}: Component, end: End, {key, where}: Member): UsageError {
	const known = ['type', ...address.parts, ...Object.keys(options)];
	return new UsageError(`${where}: ${end}: a ${name} ${end} has no ${quote(key)}`, didYouMean(key, known, `it has ${known.join(', ')}`));
}
