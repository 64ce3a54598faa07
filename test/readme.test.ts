import fs from 'node:fs';
import test from 'ava';
import {generatedBlocks, projectFolder} from '../media/documents.js';

const readme = fs.readFileSync(new URL('README.md', projectFolder), 'utf8');

/** What stands under a heading of the second level. */
function section(heading: string): string {
	return readme.split(/^## /mv).find(part => part.startsWith(`${heading}\n`)) ?? '';
}

function groupsOf(text: string, pattern: RegExp): readonly string[] {
	return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

function isThere(path: string): boolean {
	return fs.existsSync(new URL(path, projectFolder));
}

// That what stands between the markers is fresh is tested with the other documents.
for (const name of generatedBlocks().keys()) {
	test(`the README has a place for ${name}`, t => {
		t.true(readme.includes(`<!-- ${name} -->`));
	});
}

test('every file that the README links to is there', t => {
	const links = groupsOf(readme, /\]\((?!https?:)(?<path>[^\)#]+)\)/gv);
	t.true(links.length > 40, `only ${links.length} links were found`);
	t.deepEqual(links.filter(path => !isThere(path)), []);
});

test('a link that is named like a file leads to that file', t => {
	for (const [, name = '', path = ''] of readme.matchAll(/\[(?<name>[\w\-]+(?:\.\w+)+)\]\((?<path>[^\)]+)\)/gv)) {
		t.true(path.endsWith(`/${name}`), `${name} leads to ${path}`);
	}
});

for (const [heading, fewest] of [['Where things live', 15], ['How it works', 0]] as const) {
	test(`every path named under "${heading}" is there`, t => {
		t.not(section(heading), '');
		const paths = groupsOf(section(heading), /`(?<path>(?:source|test|media|\.ci)\/[^`\s]*)`/gv);
		t.true(paths.length >= fewest, `only ${paths.length} paths were found`);
		t.deepEqual(paths.filter(path => !isThere(path)), []);
	});
}

test('every npm command of the README is a script of the package', t => {
	const description = fs.readFileSync(new URL('package.json', projectFolder), 'utf8');
	const named = groupsOf(readme, /npm (?:run )?(?<script>start|test|(?<=run )\w+)/gv);
	t.true(named.length > 4);
	t.deepEqual(named.filter(script => !description.includes(`"${script}": "`)), []);
});

test('a film of a real session stands at the top', t => {
	t.regex(readme.split('\n').slice(0, 6).join('\n'), /!\[[^\]]+\]\(media\/spike\.gif\)/v);
});
