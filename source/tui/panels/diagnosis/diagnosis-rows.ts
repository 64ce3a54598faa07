import {cut, left} from '../../../text/columns.js';
import {sanitize} from '../../../text/sanitize.js';
import {wrap} from '../../../text/wrap.js';
import {span, type Row} from '../../theme/theme.js';
import {bottleneckBadges} from '../../theme/bottleneck-badges.js';
import type {BottleneckKind} from '../../../diagnosis/bottleneck.js';
import type {Verdict} from '../../../diagnosis/diagnosis.js';

/** The bottleneck in a word, for a panel's border. */
export function bottleneckNote(kind: BottleneckKind): Row {
	const {glyph, word, tone} = bottleneckBadges[kind];
	return [span('bottleneck ', 'faint'), span(`${glyph} ${word}`, tone)];
}

/** The lines of a panel with that of the bottleneck marked behind its label. */
export function markBottleneck(lines: readonly Row[], kind: BottleneckKind): readonly Row[] {
	const {line: label, tone} = bottleneckBadges[kind];
	return lines.map(line => {
		const [first, ...rest] = line;
		return first === undefined || label === undefined || first.text.trimEnd() !== label ? line : [span(left(label, first.text.length - 1), tone), span('◂', tone), ...rest];
	});
}

/** What shows it, and what a good operator would do: two lines of at most a width. */
export function verdictRows({kind, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = bottleneckBadges[kind];
	const head = ` ${glyph} ${word}: `;
	return [
		[span(head, tone), span(cut(sanitize(evidence), width - head.length))],
		advice === undefined ? [] : [span(' → ', 'accent'), span(cut(sanitize(advice), width - 3), 'strong')],
	];
}

/** The same in as many lines as it takes. */
export function wholeVerdictRows({kind, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = bottleneckBadges[kind];
	return [
		[span(`${glyph} ${word}`, tone)],
		...wrap(sanitize(evidence), width).map(line => [span(line)]),
		...(advice === undefined ? [] : wrap(`→ ${sanitize(advice)}`, width).map(line => [span(line, 'strong')])),
	];
}
