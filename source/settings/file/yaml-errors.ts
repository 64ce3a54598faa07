import type {ErrorCode} from 'yaml';

/** What is wrong with a file that is no YAML, in words that help to mend it: the parser's own words name its parts. */
const yamlErrors: ReadonlyMap<ErrorCode, string> = new Map([
	['ALIAS_PROPS', 'an alias (*name) can have neither an anchor nor a tag'],
	['BAD_ALIAS', 'an alias is a * and the name of an anchor'],
	['BAD_COLLECTION_TYPE', 'a tag (!name) says that something else stands here'],
	['BAD_DIRECTIVE', 'a line that begins with % has no meaning here'],
	['BAD_DQ_ESCAPE', 'there is no such escape in double quotes: write the backslash twice, or use single quotes'],
	['BAD_INDENT', 'a bracket or a brace is not closed, or a line is not indented as far as it should be'],
	['BAD_PROP_ORDER', 'an anchor (&name) or a tag (!name) stands in the wrong place'],
	['BAD_SCALAR_START', 'a value can\'t begin with this character: put it in quotes'],
	['BLOCK_AS_IMPLICIT_KEY', 'a value has a second "key: value" in it: put it in quotes, or on lines of its own'],
	['BLOCK_IN_FLOW', 'within brackets and braces there can be no lines with a dash or a key of their own'],
	['DUPLICATE_KEY', 'this key stands here twice'],
	['IMPOSSIBLE', 'this can\'t be understood'],
	['KEY_OVER_1024_CHARS', 'a key is longer than 1,024 characters'],
	['MISSING_CHAR', 'a quote, a bracket, a brace, a comma or a blank is missing'],
	['MULTILINE_IMPLICIT_KEY', 'a key and its colon have to stand on one line'],
	['MULTIPLE_ANCHORS', 'a value can have one anchor (&name) only'],
	['MULTIPLE_DOCS', 'a second document begins here (---), and a configuration is one'],
	['MULTIPLE_TAGS', 'a value can have one tag (!name) only'],
	['NON_STRING_KEY', 'a key has to be a word'],
	['RESOURCE_EXHAUSTION', 'it is nested too deeply'],
	['TAB_AS_INDENT', 'a tab indents this line: use spaces'],
	['TAG_RESOLVE_FAILED', 'a tag (!name) has no meaning here, or does not fit its value: leave it out'],
	['UNEXPECTED_TOKEN', 'something stands here that can\'t stand here: a bracket or a brace too many, or a text that needs quotes'],
]);

/** What is wrong, for a code of the parser. */
export function yamlError(code: ErrorCode): string {
	return yamlErrors.get(code) ?? 'this can\'t be understood';
}
