import test from 'ava';
import {mermaidFence, replaceBlocks} from '../../media/generated-blocks.js';

const blocks = new Map([['generated:keys', '| new |\n'], ['diagram:worker', mermaidFence('stateDiagram-v2\n')]]);

test('a block is replaced between its markers, and nothing else', t => {
	const text = 'Keys <!-- a comment -->\n\n<!-- generated:keys -->\nold\n\nlines\n<!-- /generated:keys -->\n\nand more\n';
	t.is(replaceBlocks(text, blocks), 'Keys <!-- a comment -->\n\n<!-- generated:keys -->\n| new |\n<!-- /generated:keys -->\n\nand more\n');
});

test('a block that is empty is filled', t => {
	t.is(replaceBlocks('<!-- generated:keys -->\n<!-- /generated:keys -->', blocks), '<!-- generated:keys -->\n| new |\n<!-- /generated:keys -->');
});

test('a diagram stands in a fence of its own', t => {
	t.is(replaceBlocks('<!-- diagram:worker -->\n<!-- /diagram:worker -->', blocks), '<!-- diagram:worker -->\n```mermaid\nstateDiagram-v2\n```\n<!-- /diagram:worker -->');
});

test('replacing again changes nothing, dollar signs neither', t => {
	const priced = new Map([['generated:keys', '$& costs $1']]);
	const once = replaceBlocks('<!-- generated:keys -->\n<!-- /generated:keys -->', priced);
	t.true(once.includes('$& costs $1'));
	t.is(replaceBlocks(once, priced), once);
});

test('an unknown block is named in the error, with the known ones', t => {
	t.throws(() => replaceBlocks('<!-- generated:kyes -->\n<!-- /generated:kyes -->', blocks), {message: /generated:keys, diagram:worker, got <!-- generated:kyes -->/v});
});

test('a marker without an end is an error, also where another block follows', t => {
	const message = /expected <!-- \/generated:keys -->/v;
	t.throws(() => replaceBlocks('<!-- generated:keys -->\nold', blocks), {message});
	t.throws(() => replaceBlocks('<!-- generated:keys -->\n<!-- diagram:worker -->\n<!-- /diagram:worker -->\n<!-- /generated:keys -->', blocks), {message});
});
