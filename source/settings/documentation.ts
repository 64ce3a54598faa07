import {exitCodes} from '../domain/exit-codes.js';
import {capitalise} from '../text/format.js';
import {
	flagOf, initialText, type Schema, type SettingEntry,
} from './schema.js';

function cell(text: string): string {
	return text.replaceAll(/[\|<]/gv, String.raw`\$&`);
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [head, head.map(() => '---'), ...rows.map(row => row.map(text => cell(text)))]
		.map(row => `| ${row.join(' | ')} |\n`)
		.join('');
}

function settingRow(entry: SettingEntry): readonly string[] {
	const {name, help, type, live} = entry;
	return [`\`${flagOf(name)}\``, `\`${name}\``, help, type.expected, initialText(entry), live === undefined ? '' : 'yes'];
}

/** Every setting as a Markdown table. */
export function settingsTable({entries}: Schema): string {
	return table(['Flag', 'In a file', 'What it is', 'Value', 'Default', 'Live'], [...entries.values()].map(entry => settingRow(entry)));
}

/** The exit codes as a Markdown table. */
export function exitCodesTable(): string {
	return table(['Exit code', 'Meaning'], Object.values(exitCodes).map(({code, meaning}) => [String(code), capitalise(meaning)]));
}
