import fs from 'node:fs';
import {schema} from '../source/cli/schema.js';
import {machineDefinitions} from '../source/engine/inspect/machine-definitions.js';
import {exitCodesTable, settingsTable} from '../source/settings/documentation.js';
import {diagramOf} from './diagrams.js';
import {mermaidFence, replaceBlocks} from './generated-blocks.js';
import {keysTable} from './keys-table.js';

/** The project's folder, seen from where this file is compiled to. */
export const projectFolder = new URL('../../', import.meta.url);

/** The folder of the documents, with a slash at its end. */
const documentsFolder = 'media/docs/';

/** Tables and diagrams that the program writes about itself in Markdown, by the name of their markers. */
export function generatedBlocks(): ReadonlyMap<string, string> {
	return new Map([
		['generated:settings', settingsTable(schema)],
		['generated:exit-codes', exitCodesTable()],
		['generated:keys', keysTable()],
		...machineDefinitions.map(definition => [`diagram:${definition.id}`, mermaidFence(diagramOf(definition))] as const),
	]);
}

/** The text of each document as it is now, by its path in the project. */
export function readDocuments(): ReadonlyMap<string, string> {
	return new Map(fs.readdirSync(new URL(documentsFolder, projectFolder))
		.filter(name => name.endsWith('.md'))
		.toSorted()
		.map(name => [`${documentsFolder}${name}`, fs.readFileSync(new URL(`${documentsFolder}${name}`, projectFolder), 'utf8')]));
}

/** The same text with its generated parts made anew. */
export function renewed(text: string): string {
	return replaceBlocks(text, generatedBlocks());
}
