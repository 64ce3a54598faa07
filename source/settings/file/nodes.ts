import {
	isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type YAMLMap,
} from 'yaml';
import {UsageError} from '../../domain/errors.js';
import {quote} from '../values/parse-result.js';
import {shownText, type ExplicitText} from '../explicit-settings.js';
import type {SettingEntry} from '../schema.js';

/** A YAML document with what messages about it need. */
export type ConfigDocument = {
	readonly document: Document;
	readonly lines: LineCounter;

	/** For messages. */
	readonly path: string;
};

/** One member of a map. */
export type Member = {
	readonly key: string;
	readonly value: unknown;

	/** `millrace.yaml:3`. */
	readonly where: string;
};

/** The members of a map in their order, aliases resolved. */
export function membersOf(map: YAMLMap, {document, lines, path}: ConfigDocument): readonly Member[] {
	return map.items.map(({key, value}) => {
		const offset = isScalar(key) ? key.range?.[0] : map.range?.[0];
		return {
			key: scalarText(key) ?? '',
			value: isAlias(value) ? value.resolve(document) : value,
			where: `${path}:${lines.linePos(offset ?? 0).line}`,
		};
	});
}

/** The text of a single value as a flag would have it. */
export function scalarText(node: unknown): string | undefined {
	if (!isScalar(node) || node.value === null) {
		return undefined;
	}

	return typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value));
}

/** What stands where a single value was expected. */
function kindOf(node: unknown): string {
	return isMap(node) ? 'a map' : (isSeq(node) ? 'a list' : 'nothing');
}

/** The value of a setting, with the words for messages. `name` is as it stands in the file: `sink.gzip` inside an object. */
export function explicitText(entry: SettingEntry, name: string, {value, where}: Member): ExplicitText {
	const text = scalarText(value);
	const shown = text === undefined ? kindOf(value) : shownText(entry, text);
	return {
		entry,
		text,
		came: text === undefined ? shown : quote(shown),
		where: `${where}: ${name}`,
		given: `${name}: ${shown} (${where})`,
	};
}

/** The text of a member that is to be a single value. Throws a `UsageError` for anything else. */
export function requiredText(name: string, {value, where}: Member): string {
	const text = scalarText(value);
	if (text === undefined) {
		throw new UsageError(`${where}: ${name}: expected a single value, got ${kindOf(value)}`);
	}

	return text;
}
