import {
	ends, type Components, type End, type Order,
} from './components/component.js';
import {addressType} from './components/find-component.js';
import {aliasDeclarations, coreOrders, pipelineDeclarations} from './core.js';
import {groupTitles, type Declaration, type OptionDeclaration} from './declaration.js';
import {oneOf, type SettingValue} from './values/types.js';

/** One setting, or another way to give one, as flags, file, help, documents and settings panel see it. */
export type SettingEntry = Declaration & {
	/** In camelCase, as in a configuration file. */
	readonly name: string;

	/** The components whose option it is; empty for a setting of the pipeline itself. */
	readonly owners: readonly Owner[];
};

export type Owner = {readonly end: End; readonly component: string};

/** Every setting that there is. It is composed once, and handed to all who read, check, show or change settings. */
export type Schema = {
	readonly components: Components;
	readonly core: CoreDeclarations;

	/** By name, in the order of the help: each setting, and each other way to give one. */
	readonly entries: ReadonlyMap<string, SettingEntry>;

	/** What must hold between settings. */
	readonly orders: readonly Order[];
};

/** The declarations of all settings that the engine knows. */
export type CoreDeclarations = ReturnType<typeof coreDeclarations>;

const optionGroups = {source: 'producer', sink: 'sink', queue: 'queue'} as const;

/** The settings of the core and the options of all components. */
export function composeSchema(components: Components): Schema {
	const core = coreDeclarations(components);
	const entries = [
		...Object.entries<Declaration>({...core, ...aliasDeclarations}).map(([name, declaration]) => ({...declaration, name, owners: []})),
		...ends.flatMap(end => optionEntries(end, components)),
	];
	return {
		components,
		core,
		entries: new Map(inHelpOrder(entries).map(entry => [entry.name, entry])),
		orders: [...coreOrders, ...ends.flatMap(end => components[end].flatMap(({orders = []}) => orders))],
	};
}

function coreDeclarations({source, sink, queue}: Components) {
	return {
		source: {
			group: 'ends',
			type: addressType('source', source),
			initial: {decidedAs: 'stdin if it is piped or redirected, else synthetic'},
			help: `where records come from: ${formsOf(source)}`,
		},
		sink: {
			group: 'ends',
			type: addressType('sink', sink),
			initial: {decidedAs: 'simulated for a synthetic source, else a piped stdout'},
			help: `where records go: ${formsOf(sink)}`,
		},
		queue: {
			group: 'ends',
			type: addressType('queue', queue),
			initial: {value: 'memory'},
			help: `where records wait: ${formsOf(queue)}`,
		},
		...pipelineDeclarations,
	} as const satisfies Readonly<Record<string, Declaration>>;
}

/** The forms of the components' addresses, shortened: `http://…`. */
function formsOf(components: Components[End]): string {
	return oneOf(components.flatMap(({address}) => address.forms.map(form => form.replace(/:\/\/.*$/v, '://…'))));
}

/** The options of all components of an end, each once. */
function optionEntries(end: End, components: Components): readonly SettingEntry[] {
	const owners = new Map<string, {readonly declaration: OptionDeclaration; readonly components: string[]}>();
	for (const {name: component, options} of components[end]) {
		for (const [name, declaration] of Object.entries(options)) {
			const known = owners.get(name) ?? {declaration, components: []};
			known.components.push(component);
			owners.set(name, known);
		}
	}

	return [...owners].map(([name, {declaration, components: names}]) => ({
		...declaration,
		name,
		group: optionGroups[end],
		help: `${ownersText(end, names)}: ${declaration.help}`,
		owners: names.map(component => ({end, component})),
	}));
}

/** `simulated sink`, `tcp and http sinks`. */
export function ownersText(end: End, components: readonly string[]): string {
	return components.length === 1 ? `${components.join('')} ${end}` : `${components.slice(0, -1).join(', ')} and ${components.at(-1) ?? ''} ${end}s`;
}

/** Group by group; an alias behind the setting that it sets. */
function inHelpOrder(entries: readonly SettingEntry[]): readonly SettingEntry[] {
	const aliases = entries.filter(({sets}) => sets !== undefined);
	return Object.keys(groupTitles).flatMap(group => entries
		.filter(entry => entry.group === group && entry.sets === undefined)
		.flatMap(entry => [entry, ...aliases.filter(({sets}) => sets === entry.name)]));
}

/** All settings in the order of the help. */
export function settingEntries(schema: Schema): readonly SettingEntry[] {
	return [...schema.entries.values()].filter(({sets}) => sets === undefined);
}

/** `--batch-size` for `batchSize`. */
export function flagOf(name: string): string {
	return `--${name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`)}`;
}

/** How a setting starts out, in words. */
export function initialText({initial, type}: OptionDeclaration): string {
	return 'decidedAs' in initial ? initial.decidedAs : type.format(initial.value);
}

/** A value as a user would write it. */
export function formatSetting(schema: Schema, name: string, value: SettingValue): string {
	return schema.entries.get(name)?.type.format(value) ?? String(value);
}
