import {keyTable} from '../source/tui/keys/key-table.js';

function code(text: string): string {
	return `\`${text.replaceAll('|', String.raw`\|`)}\``;
}

/** Every key of the screen as a Markdown table: in the order and with the words of the help. */
export function keysTable(): string {
	const groups = [...new Set(keyTable.map(({group}) => group))];
	const rows = groups.flatMap(name => keyTable
		.filter(({group}) => group === name)
		.map(({shown, help}, index) => [index === 0 ? name : '', code(shown), help]));
	return [['', 'Key', 'What it does'], ['---', '---', '---'], ...rows]
		.map(row => `| ${row.join(' | ')} |\n`)
		.join('');
}
