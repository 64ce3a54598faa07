import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import type {ExecutionContext} from 'ava';
import {ownPath} from './folder.js';

/** What has a program run a piece of code in each of its threads before its own: a part of its environment. */
export function moduleFile(t: ExecutionContext, code: string): Readonly<Record<string, string>> {
	const file = path.join(ownPath(t, ''), 'first.mjs');
	fs.writeFileSync(file, code);
	return nodeOptions(`--import ${pathToFileURL(file).href}`);
}

/** Flags of Node.js for a program, as a part of its environment. */
export function nodeOptions(flags: string): Readonly<Record<string, string>> {
	return Object.fromEntries([['NODE_OPTIONS', flags]]);
}
