import {readFile} from 'node:fs/promises';
import {
	isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document,
} from 'yaml';
import {UsageError} from '../../domain/errors.js';
import {withoutSecrets} from '../values/address.js';
import {parseExplicit, type ExplicitSettings, type ExplicitText} from '../explicit-settings.js';
import {didYouMean} from '../values/nearest.js';
import {isOptionName} from '../cli/output-options.js';
import {quote} from '../values/parse-result.js';
import {flagOf, settingKeys, isSettingKey} from '../schema.js';

/** The text of a value as a flag would have it, and how to speak of it. */
function textOf(node: unknown): {readonly text: string | undefined; readonly came: string} {
	if (isMap(node)) {
		return {text: undefined, came: 'a map'};
	}

	if (isSeq(node)) {
		return {text: undefined, came: 'a list'};
	}

	if (!isScalar(node) || node.value === null) {
		return {text: undefined, came: 'nothing'};
	}

	const text = typeof node.value === 'string' ? node.value : (node.source ?? JSON.stringify(node.value));
	return {text, came: quote(withoutSecrets(text))};
}

function unknownKey(key: string, where: string): UsageError {
	return isOptionName(key)
		? new UsageError(`${where}: ${key} is no setting`, `it can only stand on the command line: ${flagOf(key)}`)
		: new UsageError(`${where}: unknown key ${quote(key)}`, didYouMean(key, settingKeys, 'millrace --help lists the settings; the keys are the flags in camelCase'));
}

function givenTexts(document: Document, lines: LineCounter, path: string): readonly ExplicitText[] {
	const {contents} = document;
	if (contents === null || (isScalar(contents) && contents.value === null)) {
		return [];
	}

	if (!isMap(contents)) {
		throw new UsageError(`${path}: expected settings such as "batchSize: 50", got ${isSeq(contents) ? 'a list' : 'a single value'}`);
	}

	return contents.items.map(({key, value}) => {
		const {text: name = ''} = textOf(key);
		const offset = isScalar(key) ? key.range?.[0] : contents.range?.[0];
		const where = `${path}:${lines.linePos(offset ?? 0).line}`;
		if (!isSettingKey(name)) {
			throw unknownKey(name, where);
		}

		const {text, came} = textOf(isAlias(value) ? value.resolve(document) : value);
		return {
			name, text, came, where: `${where}: ${name}`, said: `${name}: ${text === undefined ? came : withoutSecrets(text)} (${where})`,
		};
	});
}

/** Reads settings from the text of a YAML file; `path` is for messages. Throws a `UsageError` that names the key and the line. */
export function parseConfig(text: string, path: string): ExplicitSettings {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	const [error] = document.errors;
	if (error !== undefined) {
		const [reason = ''] = error.message.split('\n');
		throw new UsageError(`${path}:${lines.linePos(error.pos[0]).line}: ${error.code === 'DUPLICATE_KEY' ? 'this key stands here twice' : `not valid YAML: ${reason}`}`);
	}

	return parseExplicit(givenTexts(document, lines, path));
}

const reasons: ReadonlyMap<unknown, string> = new Map([
	['ENOENT', 'there is no such file'],
	['EACCES', 'no permission to read it'],
	['EISDIR', 'this is a folder, not a file'],
]);

/** Reads settings from a YAML file. Rejects with a `UsageError` where it can't be read or is wrong. */
export async function readConfig(path: string): Promise<ExplicitSettings> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		throw new UsageError(`--config ${path}: ${reasons.get(code) ?? `it can't be read (${String(code)})`}`);
	}

	return parseConfig(text, path);
}
