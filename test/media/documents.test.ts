import test from 'ava';
import {documents, generatedBlocks, projectFolder} from '../../media/documents.js';
import {readIfThere} from '../../media/read-if-there.js';

const readme = readIfThere(new URL('README.md', projectFolder));

for (const [path, content] of documents(readme)) {
	test(`${path} is fresh`, t => {
		t.is(readIfThere(new URL(path, projectFolder)), content, 'it is stale: run npm run docs');
	});
}

test('each machine has a diagram of its own, with or without a README', t => {
	t.deepEqual([...documents(undefined).keys()], ['media/pipeline.mmd', 'media/producer.mmd', 'media/scaler.mmd', 'media/worker.mmd']);
});

test('a README gets its tables and diagrams', t => {
	const markers = [...generatedBlocks().keys()].map(name => `<!-- ${name} -->\n<!-- /${name} -->\n`).join('\n');
	const filled = documents(markers).get('README.md') ?? '';
	for (const part of ['| `--batch-size` |', '| Exit code |', '| `q', '```mermaid\nstateDiagram-v2\n\t[*] --> watching']) {
		t.true(filled.includes(part), `no ${part}`);
	}
});
