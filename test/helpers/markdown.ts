import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {globSync} from 'tinyglobby';
import {projectFolder} from '../../media/documents.js';

export type Link = {
	readonly text: string;

	/** The path in the project, without a leading slash; that of the file itself for a link within it. */
	readonly path: string;

	/** What stands behind the `#`, if anything. */
	readonly anchor: string;
};

/** A Markdown file of the project. */
export type MarkdownFile = {
	/** The path in the project. */
	readonly path: string;
	readonly text: string;

	/** Links to files and headings of the project, pictures included. */
	readonly links: readonly Link[];

	/** The anchors of its headings, as GitHub makes them. */
	readonly anchors: ReadonlySet<string>;

	/** Paths that stand as code, such as `source/domain/ring.ts`. */
	readonly codePaths: readonly string[];
};

/** Every first group of a pattern in a text. */
export function groupsOf(text: string, pattern: RegExp): readonly string[] {
	return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

/** Whether there is a file or a folder of that path in the project. */
export function isThere(path: string): boolean {
	return fs.existsSync(new URL(path, projectFolder));
}

/** All Markdown files of the project, but for those of packages and of builds. */
export function markdownFiles(): readonly MarkdownFile[] {
	return globSync('**/*.md', {
		cwd: fileURLToPath(projectFolder), dot: true, ignore: ['**/node_modules/**', '.git/**', 'dist/**', 'coverage/**'],
	}).toSorted().map(path => readMarkdown(path));
}

function readMarkdown(path: string): MarkdownFile {
	const text = fs.readFileSync(new URL(path, projectFolder), 'utf8');
	const prose = text.replaceAll(/^```[\s\S]*?^```$/gmv, '');
	return {
		path,
		text,
		links: linksOf(prose, path),
		anchors: new Set(groupsOf(prose, /^#+ (?<heading>.+)$/gmv).map(heading => anchorOf(heading))),
		codePaths: groupsOf(prose, /`(?<path>(?:source|test|media|\.ci|\.github|\.githooks)\/[^`\s<>*]*)`/gv),
	};
}

function linksOf(prose: string, from: string): readonly Link[] {
	return [...prose.matchAll(/\[(?<text>[^\[\]]*)\]\((?!\w+:)(?<target>[^\)\s#]*)#?(?<anchor>[^\)\s]*)\)/gv)].map(([, text = '', target = '', anchor = '']) => {
		const base = new URL(from, 'project:///');
		return {text, path: decodeURI(new URL(target, base).pathname.slice(1)), anchor};
	});
}

/** A heading's anchor: small letters, digits, dashes for spaces, and nothing else. */
function anchorOf(heading: string): string {
	return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_\-]/gv, '').replaceAll(' ', '-');
}
