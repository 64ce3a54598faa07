import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import ts from 'typescript';

/**
Which layers each may import besides itself.

domain, text ← files ← settings ← contract ← machines ← engine ← queues, sources, sinks ← simulation; contract ← diagnosis ← tui, plain; all ← cli ← the program's entry, directly in `source`.
*/
const allowed: Readonly<Record<string, readonly string[]>> = (() => {
	const settings = ['domain', 'text', 'files', 'settings'];
	const contract = [...settings, 'contract'];
	const machines = [...contract, 'machines'];
	const engine = [...machines, 'engine'];
	const simulation = [...engine, 'queues', 'sources', 'sinks', 'simulation'];
	const diagnosis = [...contract, 'diagnosis'];
	const cli = [...simulation, 'diagnosis', 'tui', 'plain', 'cli'];
	return {
		domain: ['domain'],
		text: ['text'],
		files: ['domain', 'text', 'files'],
		settings,
		contract,
		machines,
		engine,
		queues: [...engine, 'queues'],
		sources: [...engine, 'sources'],
		sinks: [...engine, 'sinks'],
		simulation,
		diagnosis,
		tui: [...diagnosis, 'tui'],
		plain: [...diagnosis, 'plain'],
		cli,
		root: [...cli, 'root'],
	};
})();

/** The rooms of the screen: each may import those left of it, and the files that lie directly in `tui` may import all. */
const tuiRooms = ['terminal', 'canvas', 'theme', 'format', 'state', 'input', 'panels', 'inspector', 'keys', 'screen-reader', 'app'];

/** The root of the project: compiled tests lie in `dist/test`. */
const root = path.resolve(import.meta.dirname, '..', '..');
const sourceFolder = path.join(root, 'source');

type Import = {
	readonly from: string;

	/** As it stands in the file. */
	readonly specifier: string;
};

/** What names another module in a node of the syntax tree. */
function specifierOf(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
		return node.moduleSpecifier;
	}

	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		return node.arguments[0];
	}

	return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
}

/** All modules that a text imports or exports again, for types too and later as well. */
function specifiersIn(text: string, fileName: string): string[] {
	const specifiers: string[] = [];
	const visit = (node: ts.Node): void => {
		const specifier = specifierOf(node);
		if (specifier !== undefined) {
			specifiers.push(ts.isStringLiteralLike(specifier) ? specifier.text : `not a literal: ${specifier.getText()}`);
		}

		ts.forEachChild(node, visit);
	};

	visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true));
	return specifiers;
}

/** The layer of a path within `source`. */
function layerOf(file: string): string {
	const [first = '', ...rest] = file.split(path.sep);
	return rest.length === 0 ? 'root' : first;
}

/** The room of a path within `tui`; for a file that lies directly in `tui`, `tui` itself. */
function tuiRoomOf(file: string): string {
	const [, room = '', ...rest] = file.split(path.sep);
	return rest.length === 0 ? 'tui' : room;
}

/** What is wrong with an import inside of `tui`, or nothing. */
function faultInTui(from: string, target: string): string | undefined {
	const [room, other] = [tuiRoomOf(from), tuiRoomOf(target)];
	const order = [...tuiRooms, 'tui'];
	const [place, otherPlace] = [order.indexOf(room), order.indexOf(other)];
	if (place === -1 || otherPlace === -1) {
		return `${from} or ${target} is in no known room of tui`;
	}

	return otherPlace <= place ? undefined : `${from} imports ${target}: ${room} may not import ${other}`;
}

/** What is wrong with an import, or nothing. */
function faultOf({from, specifier}: Import): string | undefined {
	const layer = layerOf(from);
	if (!specifier.startsWith('.')) {
		return layer === 'domain' ? `${from} imports ${specifier}: the domain imports nothing` : undefined;
	}

	const target = path.join(path.dirname(from), specifier);
	if (target.startsWith('..')) {
		return `${from} imports ${specifier}, outside of source`;
	}

	const mayImport = allowed[layer];
	if (mayImport === undefined) {
		return `${from} is in no known layer`;
	}

	if (!mayImport.includes(layerOf(target))) {
		return `${from} imports ${specifier}: ${layer} may not import ${layerOf(target)}`;
	}

	return layer === 'tui' && layerOf(target) === 'tui' ? faultInTui(from, target) : undefined;
}

function sourceFiles(): string[] {
	return fs.readdirSync(sourceFolder, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/v.test(file));
}

function importsOf(file: string): Import[] {
	const text = fs.readFileSync(path.join(sourceFolder, file), 'utf8');
	return specifiersIn(text, file).map(specifier => ({from: file, specifier}));
}

/** The files that each file imports, for types too and later as well. */
type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(files: readonly string[]): Graph {
	const byModule = new Map(files.map(file => [file.replace(/\.tsx?$/v, '.js'), file]));
	return new Map(files.map(file => [file, importsOf(file)
		.map(({specifier}) => byModule.get(path.join(path.dirname(file), specifier)))
		.filter(target => target !== undefined)]));
}

/** Circles of imports, each from a file back to it. Not every circle is named, but at least one where there is any. */
function circlesIn(graph: Graph): string[] {
	const circles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, way: readonly string[]): void => {
		const start = way.indexOf(file);
		if (start !== -1) {
			circles.push([...way.slice(start), file].join(' → '));
			return;
		}

		if (done.has(file)) {
			return;
		}

		for (const target of graph.get(file) ?? []) {
			visit(target, [...way, file]);
		}

		done.add(file);
	};

	for (const file of graph.keys()) {
		visit(file, []);
	}

	return circles;
}

test('no import leads in a circle', t => {
	const graph = graphOf(sourceFiles());
	t.true([...graph.values()].flat().length > graph.size);
	t.deepEqual(circlesIn(graph), []);
});

for (const [name, edges, circles] of [
	['a chain', {a: ['b'], b: ['c'], c: []}, []],
	['two ways to one file', {
		a: ['b', 'c'], b: ['d'], c: ['d'], d: [],
	}, []],
	['a file that imports itself', {a: ['a']}, ['a → a']],
	['a circle behind a chain', {
		a: ['b'], b: ['c'], c: ['d'], d: ['b'],
	}, ['b → c → d → b']],
	['two circles', {
		a: ['b'], b: ['a'], c: ['d'], d: ['c'],
	}, ['a → b → a', 'c → d → c']],
] as const) {
	test(`${name} has ${circles.length} circles`, t => {
		t.deepEqual(circlesIn(new Map(Object.entries(edges))), [...circles]);
	});
}

test('every import goes to the same layer or one that stands left of it', t => {
	const files = sourceFiles();
	t.true(files.length > 40);
	const imports = files.flatMap(file => importsOf(file));
	t.true(imports.length > files.length);
	t.deepEqual(imports.map(each => faultOf(each)).filter(fault => fault !== undefined), []);
});

for (const [from, specifier, isFine] of [
	['domain/chunk.ts', './batch.js', true],
	['domain/chunk.ts', 'node:buffer', false],
	['domain/chunk.ts', 'pure-rand', false],
	['domain/chunk.ts', '../settings/settings.js', false],
	['text/width.ts', '../domain/rate.js', false],
	['settings/schema.ts', '../domain/rate.js', true],
	['settings/schema.ts', '../contract/command.js', false],
	['contract/command.ts', '../settings/settings.js', true],
	['contract/snapshot.ts', '../engine/local-engine.js', false],
	['machines/worker-machine.ts', '../engine/worker/worker.js', false],
	['engine/worker/worker.ts', '../../machines/worker-machine.js', true],
	['engine/thread/messages.ts', '../../contract/command.js', true],
	['engine/ports/queue.ts', '../../queues/memory-queue.js', false],
	['sinks/file/file-sink.ts', '../../engine/ports/sink.js', true],
	['sinks/file/file-sink.ts', '../writing/group-writer.js', true],
	['sinks/file/file-sink.ts', '../../sources/reading/byte-reader.js', false],
	['sources/stdin/stdin-source.ts', '../../queues/memory-queue.js', false],
	['queues/memory-queue.ts', '../sinks/null/null-sink.js', false],
	['queues/memory-queue.ts', '../simulation/virtual-clock.js', false],
	['simulation/scenario.ts', '../sinks/simulated/simulated-sink.js', true],
	['simulation/scenario.ts', '../tui/screen.js', false],
	['diagnosis/advice.ts', '../contract/snapshot.js', true],
	['diagnosis/advice.ts', '../engine/local-engine.js', false],
	['diagnosis/advice.ts', '../tui/theme/theme.js', false],
	['tui/screen.tsx', '../contract/snapshot.js', true],
	['tui/screen.tsx', '../engine/local-engine.js', false],
	['tui/screen.tsx', '../machines/worker-machine.js', false],
	['tui/screen.tsx', '../plain/lines.js', false],
	['tui/screen.tsx', './app/app.js', true],
	['tui/app/app.tsx', '../screen.js', false],
	['tui/app/app.tsx', '../keys/key-table.js', true],
	['tui/keys/key-table.ts', '../panels/panels.js', true],
	['tui/panels/panels.ts', '../keys/key-table.js', false],
	['tui/panels/flow/flow-panel.tsx', '../diagnosis/diagnosis-rows.js', true],
	['tui/state/screen-state.ts', '../input/action.js', false],
	['tui/terminal/terminal.ts', '../theme/theme.js', false],
	['tui/elsewhere/file.ts', '../state/view.js', false],
	['plain/lines.ts', '../engine/local-engine.js', false],
	['plain/lines.ts', '../cli/main.js', false],
	['cli/compose-engine.ts', '../sinks/registry.js', true],
	['cli.ts', './cli/main.js', true],
	['cli/main.ts', '../helpers/until.js', false],
	['elsewhere/file.ts', '../domain/rate.js', false],
] as const) {
	test(`${from} ${isFine ? 'may' : 'may not'} import ${specifier}`, t => {
		t.is(faultOf({from, specifier}) === undefined, isFine);
	});
}

test('imports of every kind are found', t => {
	const text = [
		'import \'./a.js\';',
		'import type {B} from \'./b.js\';',
		'export * from \'./c.js\';',
		'const d = await import(\'./d.js\');',
		'type E = import(\'./e.js\').E;',
		'// import \'./comment.js\';',
		'const text = "import \'./text.js\'";',
	].join('\n');
	t.deepEqual(specifiersIn(text, 'test.ts'), ['./a.js', './b.js', './c.js', './d.js', './e.js']);
});
