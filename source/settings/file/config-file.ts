import process from 'node:process';
import {
	isMap, isScalar, isSeq, LineCounter, parseDocument, type Document,
} from 'yaml';
import {UsageError} from '../../domain/errors.js';
import {readInput} from '../../files/input.js';
import {WrongKindError} from '../../files/wrong-kind.js';
import {isOptionName} from '../cli/output-options.js';
import {ends} from '../components/component.js';
import {parseExplicit, type ExplicitSettings, type ExplicitText} from '../explicit-settings.js';
import {flagOf, type Schema} from '../schema.js';
import {didYouMean} from '../values/nearest.js';
import {quote} from '../values/parse-result.js';
import {componentTexts} from './component-object.js';
import {
	explicitText, membersOf, type ConfigDocument, type Member,
} from './nodes.js';
import type {Environment} from './environment.js';
import {yamlError} from './yaml-errors.js';

function unknownKey({entries}: Schema, {key, where}: Member): UsageError {
	return isOptionName(key)
		? new UsageError(`${where}: ${key} is no setting`, `it can only stand on the command line: ${flagOf(key)}`)
		: new UsageError(`${where}: unknown key ${quote(key)}`, didYouMean(key, [...entries.keys()], 'millrace --help lists the settings; the keys are the flags in camelCase'));
}

function explicitTexts(schema: Schema, config: ConfigDocument): readonly ExplicitText[] {
	const {contents} = config.document;
	if (contents === null || (isScalar(contents) && contents.value === null)) {
		return [];
	}

	if (!isMap(contents)) {
		throw new UsageError(`${config.path}: expected settings such as "batchSize: 50", got ${isSeq(contents) ? 'a list' : 'a single value'}`);
	}

	return membersOf(contents, config).flatMap(member => {
		const {key, value, where} = member;
		const entry = schema.entries.get(key);
		if (entry === undefined) {
			throw unknownKey(schema, member);
		}

		const end = ends.find(name => name === key);
		return end !== undefined && isMap(value)
			? componentTexts(schema, end, entry, membersOf(value, config), where)
			: [explicitText(entry, key, member)];
	});
}

/** The document in a text. Throws a `UsageError` that names the line where it is no YAML. */
function documentIn(text: string, lines: LineCounter, path: string): Document {
	let document: Document.Parsed;
	try {
		document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	} catch {
		// The parser calls itself for each level.
		throw new UsageError(`${path}: not valid YAML: ${yamlError('RESOURCE_EXHAUSTION')}`);
	}

	// A warning is of a tag that says nothing to the parser, nor to us.
	const [error] = [...document.errors, ...document.warnings];
	if (error !== undefined) {
		const {code, pos: [start]} = error;
		const reason = code === 'DUPLICATE_KEY' ? yamlError(code) : `not valid YAML: ${yamlError(code)}`;
		throw new UsageError(`${path}:${lines.linePos(start).line}: ${reason}`, variableHint(text, lines, start));
	}

	return document;
}

/** Within braces and brackets, those of a variable need quotes. */
function variableHint(text: string, lines: LineCounter, offset: number): string | undefined {
	const line = text.split('\n')[lines.linePos(offset).line - 1] ?? '';
	// eslint-disable-next-line no-template-curly-in-string -- it is what the user has to write
	return /[\{\[].*(?<!["'])\$\{/v.test(line) ? 'within braces or brackets write "${NAME}", in quotes' : undefined;
}

/** Reads settings from the text of a YAML file; `path` is for messages. Throws a `UsageError` that names the key and the line. */
export function parseConfig(schema: Schema, text: string, path: string, environment: Environment = process.env): ExplicitSettings {
	const lines = new LineCounter();
	const document = documentIn(text, lines, path);
	return parseExplicit(explicitTexts(schema, {
		document, lines, path, environment,
	}));
}

const reasons: ReadonlyMap<unknown, string> = new Map([
	['ENOENT', 'there is no such file'],
	['EACCES', 'no permission to read it'],
	['EISDIR', 'this is a folder, not a file'],
]);

/** Reads settings from a YAML file. Rejects with a `UsageError` where it can't be read or is wrong. */
export async function readConfig(schema: Schema, path: string): Promise<ExplicitSettings> {
	let text: string;
	try {
		text = await readInput(path);
	} catch (error) {
		if (error instanceof WrongKindError) {
			throw new UsageError(`--config ${path}: ${error.message}`, 'name a file with settings');
		}

		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		throw new UsageError(`--config ${path}: ${reasons.get(code) ?? `it can't be read (${String(code)})`}`);
	}

	return parseConfig(schema, text, path);
}
