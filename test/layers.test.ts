import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import ts from 'typescript';

/**
Which layers each may import besides itself.

domain, text ← settings ← contract ← machines ← engine ← queues, sources, sinks ← simulation; contract ← diagnosis ← tui, plain; all ← cli ← the program's entry, directly in `source`.
*/
const allowed: Readonly<Record<string, readonly string[]>> = (() => {
	const settings = ['domain', 'text', 'settings'];
	const contract = [...settings, 'contract'];
	const machines = [...contract, 'machines'];
	const engine = [...machines, 'engine'];
	const simulation = [...engine, 'queues', 'sources', 'sinks', 'simulation'];
	const diagnosis = [...contract, 'diagnosis'];
	const cli = [...simulation, 'diagnosis', 'tui', 'plain', 'cli'];
	return {
		domain: ['domain'],
		text: ['text'],
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

	return mayImport.includes(layerOf(target)) ? undefined : `${from} imports ${specifier}: ${layer} may not import ${layerOf(target)}`;
}

function sourceFiles(): string[] {
	return fs.readdirSync(sourceFolder, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/v.test(file));
}

function importsOf(file: string): Import[] {
	const text = fs.readFileSync(path.join(sourceFolder, file), 'utf8');
	return specifiersIn(text, file).map(specifier => ({from: file, specifier}));
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
