import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import test from 'ava';
import {projectFolder} from '../media/documents.js';
import {groupsOf, isThere, markdownFiles} from './helpers/markdown.js';

const files = markdownFiles();

function textOf(path: string): string {
	return files.find(file => file.path === path)?.text ?? '';
}

const readme = textOf('README.md');
const architecture = textOf('media/docs/architecture.md');

/** The part of a text under a heading of the second level. */
function section(text: string, heading: string): string {
	return text.split(/^## /mv).find(part => part.startsWith(`${heading}\n`)) ?? '';
}

test('the README has at most 10 kB', t => {
	t.true(Buffer.byteLength(readme) > 2000);
	t.true(Buffer.byteLength(readme) <= 10_000, `${Buffer.byteLength(readme)} B`);
});

test('a film of a real session stands at the top', t => {
	t.regex(readme.split('\n').slice(0, 6).join('\n'), /!\[[^\]]+\]\(media\/spike\.gif\)/v);
});

test('the two commands for a fresh machine follow the film', t => {
	const commands = groupsOf(readme, /^```sh\n(?<command>[^`]+)\n```$/gmv);
	t.deepEqual(commands.slice(0, 2), ['npm install && npm start', 'npm install && npm test']);
	t.true(fs.readFileSync(new URL('.ci/run', projectFolder), 'utf8').includes('(npm install && npm test)'));
});

test('the README leads to every document', t => {
	const linked = new Set(files.find(({path}) => path === 'README.md')?.links.map(({path}) => path));
	const documents = files.map(({path}) => path).filter(path => path.startsWith('media/docs/') || /^[A-Z]+\.md$/v.test(path));
	t.deepEqual(documents.filter(path => path !== 'README.md' && !linked.has(path)), []);
});

for (const {path, links, codePaths} of files) {
	test(`every file that ${path} links to or names is there`, t => {
		t.deepEqual(links.map(link => link.path).filter(linked => !isThere(linked)), []);
		t.deepEqual(codePaths.filter(named => !isThere(named)), []);
	});

	test(`every heading that ${path} links to is there`, t => {
		const broken = links.filter(link => link.anchor !== '' && files.find(file => file.path === link.path)?.anchors.has(link.anchor) !== true);
		t.deepEqual(broken, []);
	});

	test(`a link of ${path} that is named like a file leads to that file`, t => {
		const named = links.filter(({text}) => /^[\w\-]+(?:\.\w+)+$/v.test(text));
		t.deepEqual(named.filter(link => !link.path.endsWith(`/${link.text}`)), []);
	});
}

test('the documents have many links', t => {
	t.true(files.flatMap(({links}) => links).length > 150);
});

test('"Where things live" names many paths', t => {
	t.true(groupsOf(section(architecture, 'Where things live'), /`(?<path>(?:source|test|media)\/[^`\s]*)`/gv).length >= 15);
});

for (const heading of ['The way of a chunk', 'The way of the key `s`']) {
	test(`"${heading}" has as many files as it says`, t => {
		const way = section(architecture, heading);
		const steps = way.split('\n').filter(line => /^\d+\. /v.test(line)).join('\n');
		const [stated] = groupsOf(way, /That is (?<count>\d+) files/gv);
		t.is(new Set(groupsOf(steps, /\]\((?<path>[^\)]+)\)/gv)).size, Number(stated));
	});
}

test('every npm command of the documents is a script of the package', t => {
	const description = fs.readFileSync(new URL('package.json', projectFolder), 'utf8');
	const named = groupsOf(files.map(({text}) => text).join('\n'), /npm (?:run )?(?<script>start|test|(?<=run )[\w:]+)/gv);
	t.true(named.length > 10);
	t.deepEqual(named.filter(script => !description.includes(`"${script}": "`)), []);
});
