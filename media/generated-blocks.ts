/** A part of a Markdown file that the program writes: between `<!-- name -->` and `<!-- /name -->`. */
const block = /<!-- (?<name>(?:generated|diagram):[\w\-]+) -->\n(?:(?:(?!<!-- \/?(?:generated|diagram):)[\s\S])*<!-- \/\k<name> -->)?/gv;

/**
Puts each generated block between its markers, `<!-- generated:keys -->` and `<!-- /generated:keys -->` for a block named `generated:keys`, and leaves the rest of the text as it is.

Throws where a marker has no end or names an unknown block.
*/
export function replaceBlocks(text: string, blocks: ReadonlyMap<string, string>): string {
	return text.replaceAll(block, (found: string, name: string) => {
		const content = blocks.get(name);
		if (content === undefined) {
			throw new Error(`expected a block of ${[...blocks.keys()].join(', ')}, got <!-- ${name} -->: correct the name or remove the markers`);
		}

		if (!found.endsWith(`<!-- /${name} -->`)) {
			throw new Error(`expected <!-- /${name} --> after <!-- ${name} -->, got none before the next block: add it`);
		}

		return `<!-- ${name} -->\n${content.trimEnd()}\n<!-- /${name} -->`;
	});
}

/** A diagram as Markdown shows it. */
export function mermaidFence(diagram: string): string {
	return `\`\`\`mermaid\n${diagram}\`\`\`\n`;
}
