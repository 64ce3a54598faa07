/** Puts content between `<!-- name -->` and `<!-- /name -->`. Throws where these are not to be found. */
export function replacePart(text: string, name: string, content: string): string {
	const begin = `<!-- ${name} -->\n`;
	const from = text.indexOf(begin);
	const to = text.indexOf(`<!-- /${name} -->`);
	if (from === -1 || to < from) {
		throw new Error(`expected <!-- ${name} --> and <!-- /${name} -->, found no such pair: add it where the tables are to stand`);
	}

	return `${text.slice(0, from)}${begin}${content.trimEnd()}\n${text.slice(to)}`;
}
