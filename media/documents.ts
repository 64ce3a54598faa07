import {schema} from '../source/cli/schema.js';
import {machineDefinitions} from '../source/engine/inspect/machine-definitions.js';
import {exitCodesTable, settingsTable} from '../source/settings/documentation.js';
import {diagramOf} from './diagrams.js';
import {mermaidFence, replaceBlocks} from './generated-blocks.js';
import {keysTable} from './keys-table.js';

/** The project's folder, seen from where this file is compiled to. */
export const projectFolder = new URL('../../', import.meta.url);

/** What the program says about itself in Markdown, by the name of its markers. */
export function generatedBlocks(): ReadonlyMap<string, string> {
	return new Map([
		['generated:settings', settingsTable(schema)],
		['generated:exit-codes', exitCodesTable()],
		['generated:keys', keysTable()],
		...machineDefinitions.map(chart => [`diagram:${chart.id}`, mermaidFence(diagramOf(chart))] as const),
	]);
}

/** Every file that is generated in whole or in part, by its path in the project. The README is left out where there is none. */
export function documents(readme: string | undefined): ReadonlyMap<string, string> {
	return new Map([
		...machineDefinitions.map(chart => [`media/${chart.id}.mmd`, diagramOf(chart)] as const),
		...readme === undefined ? [] : [['README.md', replaceBlocks(readme, generatedBlocks())] as const],
	]);
}
