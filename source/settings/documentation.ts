import {exitCodes} from '../domain/exit-codes.js';
import {
	flagOf, settingKeys, initialText, intervalDeclaration, schema, type SettingKey,
} from './schema.js';

function cell(text: string): string {
	return text.replaceAll(/[\|<]/gv, String.raw`\$&`);
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [head, head.map(() => '---'), ...rows.map(row => row.map(text => cell(text)))]
		.map(row => `| ${row.join(' | ')} |\n`)
		.join('');
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function settingRow(name: SettingKey): readonly string[] {
	const {type: kind, help, live} = name === 'interval' ? intervalDeclaration : schema[name];
	return [
		`\`${flagOf(name)}\``,
		`\`${name}\``,
		help,
		kind.expected,
		initialText(name),
		live === undefined ? '' : 'yes',
	];
}

/** Every setting as a Markdown table, for the README. */
export function settingsTable(): string {
	return table(['Flag', 'In a file', 'What it is', 'Value', 'Default', 'Live'], settingKeys.map(name => settingRow(name)));
}

/** The exit codes as a Markdown table, for the README. */
export function exitCodesTable(): string {
	return table(['Exit code', 'Meaning'], Object.values(exitCodes).map(({code, meaning}) => [String(code), capitalised(meaning)]));
}
