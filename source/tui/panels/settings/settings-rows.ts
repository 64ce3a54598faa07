import {groupTitles} from '../../../settings/declaration.js';
import {
	flagOf, formatSetting, initialText, type Schema,
} from '../../../settings/schema.js';
import type {LiveSettings} from '../../../settings/settings.js';
import {left, right} from '../../../text/columns.js';
import {sanitize} from '../../../text/sanitize.js';
import {wrapCut} from '../../../text/wrap.js';
import {scrollOffset} from '../../state/layout.js';
import type {SettingsOverlay} from '../../state/overlay.js';
import {span, type Row} from '../../theme/theme.js';

/** What the panel lists. */
export type ListedSettings = {
	readonly schema: Schema;
	readonly settings: LiveSettings;

	/** The settings that can be changed, in the order of the help. */
	readonly names: readonly string[];
};

const nameWidth = 16;
const valueWidth = 14;

/** The settings panel inside its border: as much of the list as there is room for, and below it the details of the selected setting. */
export function settingsRows(listed: ListedSettings, overlay: SettingsOverlay, width: number, rows: number): readonly Row[] {
	const details = detailRows(listed, overlay, width);
	const listRows = rows - details.length - 1;
	const list = listOf(listed, overlay.selected, width);
	const offset = scrollOffset(list.selected, list.rows.length, listRows);
	const shown = list.rows.slice(offset, offset + listRows);
	return [
		...shown,
		...Array.from({length: Math.max(0, listRows - shown.length)}, () => []),
		[span('─'.repeat(width), 'border')],
		...details,
	];
}

function listOf({schema, settings, names}: ListedSettings, selected: string, width: number): {readonly rows: readonly Row[]; readonly selected: number} {
	const rows: Row[] = [];
	let group: string | undefined;
	let selectedRow = 0;
	for (const name of names) {
		const entry = schema.entries.get(name);
		if (entry !== undefined && entry.group !== group) {
			({group} = entry);
			rows.push([span(left(groupTitles[entry.group], width), 'title')]);
		}

		if (name === selected) {
			selectedRow = rows.length;
		}

		rows.push(rowOf({name, value: formatSetting(schema, name, settings[name]), help: entry?.help ?? ''}, name === selected, width));
	}

	return {rows, selected: selectedRow};
}

function rowOf({name, value, help}: {readonly name: string; readonly value: string; readonly help: string}, isSelected: boolean, width: number): Row {
	const shown = isSelected ? `◂ ${value} ▸` : `${value}  `;
	return [
		span(isSelected ? '▸ ' : '  ', 'accent'),
		span(left(name, nameWidth), isSelected ? 'accent' : 'plain'),
		span(right(shown, valueWidth), isSelected ? 'strong' : 'plain'),
		span(`  ${left(help, width - nameWidth - valueWidth - 4)}`, 'faint'),
	];
}

/** The value that is set or typed, and below it what there is to know, or why a change was refused. The rows are always as many at one width, so that the list stands still. */
function detailRows({schema, settings}: ListedSettings, {selected, typed, problem}: SettingsOverlay, width: number): readonly Row[] {
	const entry = schema.entries.get(selected);
	const about = entry === undefined ? [] : wrapCut(`${entry.help}. Expects ${entry.type.expected}. Default: ${initialText(entry)} (${flagOf(selected)}).`, width);
	const field: Row = typed === undefined
		? [span(`${selected} = `, 'faint'), span(formatSetting(schema, selected, settings[selected]), 'strong')]
		: [span(`${selected} = `, 'faint'), span(`${sanitize(typed)}▏`, 'accent'), span('  enter sets it · esc leaves it as it is', 'faint')];
	const text = problem === undefined ? about.map(line => [span(line)]) : wrapCut(`✕ ${sanitize(problem)}`, width).map(line => [span(line, 'danger')]);
	return [field, ...Array.from({length: width < 70 ? 4 : 3}, (_, row) => text[row] ?? [])];
}
