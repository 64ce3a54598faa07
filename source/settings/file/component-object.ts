import {UsageError} from '../../domain/errors.js';
import {wordWithoutSecrets} from '../../text/secrets.js';
import type {Component, End} from '../components/component.js';
import type {ExplicitText} from '../explicit-settings.js';
import type {Schema, SettingEntry} from '../schema.js';
import {didYouMean} from '../values/nearest.js';
import {quote} from '../values/parse-result.js';
import {oneOf} from '../values/types.js';
import {explicitText, requiredText, type Member} from './nodes.js';

/**
A source, sink or queue as an object with its options: `sink: {type: http, url: http://…, gzip: true}`.

@param where The object's own place, for messages.
@returns Its address and its options, as if each had been given by itself.

Throws a `UsageError` for an unknown type, and for a member that this type does not have.
*/
export function componentTexts(schema: Schema, end: End, entry: SettingEntry, members: readonly Member[], where: string): readonly ExplicitText[] {
	const component = componentOf(schema, end, members, where);
	const parts: Record<string, string> = {};
	const options: ExplicitText[] = [];
	for (const member of members) {
		const {key} = member;
		const option = Object.hasOwn(component.options, key) ? schema.entries.get(key) : undefined;
		if (component.address.parts.includes(key)) {
			parts[key] = requiredText(`${end}.${key}`, member);
		} else if (option !== undefined) {
			options.push(explicitText(option, `${end}.${key}`, member));
		} else if (key !== 'type') {
			throw foreignMember(component, end, member);
		}
	}

	const text = component.address.join(parts);
	if (component.address.parse(text) === undefined) {
		throw new UsageError(`${where}: ${end}: expected ${oneOf(component.address.forms)}, got ${quote(wordWithoutSecrets(text))}`, `a ${component.name} ${end} has ${component.address.parts.join(', ')}`);
	}

	const shown = wordWithoutSecrets(text);
	return [{
		entry, text, came: quote(shown), where: `${where}: ${end}`, given: `${end}: ${shown} (${where})`,
	}, ...options];
}

function componentOf({components}: Schema, end: End, members: readonly Member[], where: string): Component {
	const known: readonly Component[] = components[end];
	const names = known.map(({name}) => name);
	const member = members.find(({key}) => key === 'type');
	if (member === undefined) {
		throw new UsageError(`${where}: ${end}: an object needs its type`, `it is ${oneOf(names)}`);
	}

	const type = requiredText(`${end}.type`, member);
	const component = known.find(({name}) => name === type);
	if (component === undefined) {
		throw new UsageError(`${member.where}: ${end}.type: expected ${oneOf(names)}, got ${quote(type)}`, didYouMean(type, names, '') || undefined);
	}

	return component;
}

function foreignMember({name, address, options}: Component, end: End, {key, where}: Member): UsageError {
	const known = ['type', ...address.parts, ...Object.keys(options)];
	return new UsageError(`${where}: ${end}: a ${name} ${end} has no ${quote(key)}`, didYouMean(key, known, `it has ${known.join(', ')}`));
}
