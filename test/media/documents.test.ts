import test from 'ava';
import {generatedBlocks, readDocuments, renewed} from '../../media/documents.js';

const documents = readDocuments();

for (const [path, text] of documents) {
	test(`${path} is fresh`, t => {
		t.is(text, renewed(text), 'it is stale: run npm run docs');
	});
}

for (const name of generatedBlocks().keys()) {
	test(`${name} stands in one document`, t => {
		t.is([...documents.values()].join('\n').split(`<!-- ${name} -->`).length - 1, 1);
	});
}

test('each machine has a diagram', t => {
	const diagrams = [...generatedBlocks().keys()].filter(name => name.startsWith('diagram:'));
	t.deepEqual(diagrams.toSorted(), ['diagram:pipeline', 'diagram:producer', 'diagram:scaler', 'diagram:worker']);
});

test('a document gets its tables and diagrams', t => {
	const markers = [...generatedBlocks().keys()].map(name => `<!-- ${name} -->\n<!-- /${name} -->\n`).join('\n');
	const filled = renewed(markers);
	for (const part of ['| `--batch-size` |', '| Exit code |', '| `q', '```mermaid\nstateDiagram-v2\n\t[*] --> watching']) {
		t.true(filled.includes(part), `no ${part}`);
	}
});
