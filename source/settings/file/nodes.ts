import {
	isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Scalar, type YAMLMap,
} from 'yaml';
import {UsageError} from '../../domain/errors.js';
import {quote} from '../values/parse-result.js';
import {shownText, type ExplicitText} from '../explicit-settings.js';
import type {SettingEntry} from '../schema.js';
import {expand, type Environment, type Expanded} from './environment.js';

/** A YAML document with what messages about it need. */
export type ConfigDocument = {
	readonly document: Document;
	readonly lines: LineCounter;

	/** For messages. */
	readonly path: string;

	/** The variables that its values may name. */
	readonly environment: Environment;
};

/** One member of a map. */
export type Member = {
	readonly key: string;
	readonly value: unknown;

	/** `millrace.yaml:3`. */
	readonly where: string;
	readonly environment: Environment;
};

/** The members of a map in their order, aliases resolved. Throws a `UsageError` for a key that is no word, and for an alias of nothing. */
export function membersOf(map: YAMLMap, {document, lines, path, environment}: ConfigDocument): readonly Member[] {
	return map.items.map(({key, value}) => {
		const offset = isScalar(key) ? key.range?.[0] : map.range?.[0];
		const where = `${path}:${lines.linePos(offset ?? 0).line}`;
		if (!isScalar(key)) {
			throw new UsageError(`${where}: a key has to be a word, got ${kindOf(key)}`);
		}

		const target: unknown = isAlias(value) ? value.resolve(document) : value;
		if (isAlias(value) && target === undefined) {
			throw new UsageError(`${where}: there is no anchor &${value.source} before *${value.source}`);
		}

		return {
			key: wordOf(key), value: target, where, environment,
		};
	});
}

/** A single value as it was written. */
function wordOf({value, source}: Scalar): string {
	return typeof value === 'string' ? value : (source ?? JSON.stringify(value));
}

/** A single value as a flag would have it: numbers in another base, or with a sign, and truth values in capitals are read as YAML means them. */
function flagText(scalar: Scalar): string {
	const {value, source = ''} = scalar;
	if (typeof value === 'boolean' || (typeof value === 'number' && /^(?:\+|[+\-]?0[xo])/v.test(source))) {
		return String(value);
	}

	return wordOf(scalar);
}

/** What a single value is read as: a `word` is kept as it is written, and `null` may be one, as there is a sink of that name; a `text` is kept too; a `value` is a number or a truth value. */
type Reading = 'word' | 'text' | 'value';

function readScalar(node: unknown, reading: Reading, where: string, environment: Environment): Expanded | undefined {
	if (!isScalar(node) || (typeof node.value === 'object' && node.value !== null)) {
		return undefined;
	}

	if (node.value === null) {
		return reading === 'word' && node.source !== undefined && /^null$/iv.test(node.source) ? {text: 'null', isFromEnvironment: false} : undefined;
	}

	return typeof node.value === 'string'
		? expand(node.value, environment, where)
		: {text: reading === 'value' ? flagText(node) : wordOf(node), isFromEnvironment: false};
}

/** What stands where a single value was expected. */
function kindOf(node: unknown): string {
	if (isMap(node)) {
		return 'a map';
	}

	if (isSeq(node)) {
		return 'a list';
	}

	return isScalar(node) && node.value === null && node.source !== '' ? 'null' : 'nothing';
}

function readingOf({type}: SettingEntry): Reading {
	return type.name === 'address' ? 'word' : (type.name === 'text' ? 'text' : 'value');
}

/** The value of a setting, with the words for messages. `name` is as it stands in the file: `sink.gzip` inside an object. */
export function explicitText(entry: SettingEntry, name: string, {value, where: place, environment}: Member): ExplicitText {
	const where = `${place}: ${name}`;
	const read = readScalar(value, readingOf(entry), where, environment);
	const shown = read === undefined ? kindOf(value) : shownText(entry, isScalar(value) ? wordOf(value) : '');
	return {
		entry,
		text: read?.text,
		isHidden: read?.isFromEnvironment === true,
		came: read === undefined ? shown : quote(shown),
		where,
		given: `${name}: ${shown} (${place})`,
	};
}

/** A member of a component's object that is a single value. */
export type RequiredText = Expanded & {
	/** As it stands in the file. */
	readonly written: string;
};

/** The text of a member that is to be a single value. Throws a `UsageError` for anything else. */
export function requiredText(name: string, {value, where: place, environment}: Member, reading: Reading): RequiredText {
	const where = `${place}: ${name}`;
	const read = readScalar(value, reading, where, environment);
	if (read === undefined || !isScalar(value)) {
		throw new UsageError(`${where}: expected a single value, got ${kindOf(value)}`);
	}

	return {...read, written: wordOf(value)};
}
