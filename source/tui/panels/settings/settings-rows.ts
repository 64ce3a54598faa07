import {
	flagOf, formatSetting, groupTitles, initialText, liveNames, schema, type LiveName,
} from '../../../settings/schema.js';
import type {LiveSettings} from '../../../settings/settings.js';
import type {SettingsOverlay} from '../../state/overlay.js';
import {span, type Row} from '../../theme/theme.js';
import {scrollOffset} from '../../state/layout.js';
import {sanitize} from '../../../text/sanitize.js';
import {left, right} from '../../../text/columns.js';
import {wrap} from '../../../text/wrap.js';

const nameWidth = 16;
const valueWidth = 14;

/** The settings panel inside its border: the list, as much as there is room for, and below it all about the selected setting. */
export function settingsLines(settings: LiveSettings, overlay: SettingsOverlay, width: number, rows: number): readonly Row[] {
	const details = detailLines(settings, overlay, width);
	const listRows = rows - details.length - 1;
	const list = listOf(settings, overlay.selected, width);
	const offset = scrollOffset(list.selected, list.lines.length, listRows);
	const shown = list.lines.slice(offset, offset + listRows);
	return [
		...shown,
		...Array.from({length: Math.max(0, listRows - shown.length)}, () => []),
		[span('─'.repeat(width), 'border')],
		...details,
	];
}

function listOf(settings: LiveSettings, selected: LiveName, width: number): {readonly lines: readonly Row[]; readonly selected: number} {
	const lines: Row[] = [];
	let group: string | undefined;
	let selectedLine = 0;
	for (const name of liveNames) {
		if (schema[name].group !== group) {
			({group} = schema[name]);
			lines.push([span(left(groupTitles[schema[name].group], width), 'title')]);
		}

		if (name === selected) {
			selectedLine = lines.length;
		}

		lines.push(rowOf(name, formatSetting(name, settings[name]), name === selected, width));
	}

	return {lines, selected: selectedLine};
}

function rowOf(name: LiveName, value: string, isSelected: boolean, width: number): Row {
	const shown = isSelected ? `◂ ${value} ▸` : `${value}  `;
	return [
		span(isSelected ? '▸ ' : '  ', 'accent'),
		span(left(name, nameWidth), isSelected ? 'accent' : 'plain'),
		span(right(shown, valueWidth), isSelected ? 'strong' : 'plain'),
		span(`  ${left(schema[name].help, width - nameWidth - valueWidth - 4)}`, 'faint'),
	];
}

/** What is set or typed, and behind it what there is to know, or why a change was refused. At a width always as many rows, so that the list stands still. */
function detailLines(settings: LiveSettings, {selected, typed, problem}: SettingsOverlay, width: number): readonly Row[] {
	const {type: kind, help} = schema[selected];
	const about = wrap(`${help}. Expects ${kind.expected}. Default: ${initialText(selected)} (${flagOf(selected)}).`, width);
	const field: Row = typed === undefined
		? [span(`${selected} = `, 'faint'), span(formatSetting(selected, settings[selected]), 'strong')]
		: [span(`${selected} = `, 'faint'), span(`${sanitize(typed)}▏`, 'accent'), span('  enter sets it · esc leaves it as it is', 'faint')];
	const text = problem === undefined ? about.map(line => [span(line)]) : wrap(`✕ ${sanitize(problem)}`, width).map(line => [span(line, 'danger')]);
	return [field, ...Array.from({length: width < 70 ? 4 : 3}, (_, row) => text[row] ?? [])];
}
