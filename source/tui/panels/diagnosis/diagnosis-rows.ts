import {cut, left} from '../../../text/columns.js';
import {sanitize} from '../../../text/sanitize.js';
import {wrapCut} from '../../../text/wrap.js';
import {span, type Row} from '../../theme/theme.js';
import {bottleneckBadges} from '../../theme/badges.js';
import type {BottleneckKind} from '../../../diagnosis/bottleneck.js';
import type {Verdict} from '../../../diagnosis/diagnosis.js';

/** The bottleneck in a word, for a panel's border. */
export function bottleneckNote(kind: BottleneckKind): Row {
	const {glyph, word, tone} = bottleneckBadges[kind];
	return [span('bottleneck ', 'faint'), span(`${glyph} ${word}`, tone)];
}

/** Rows of gauges, with a mark behind the label of the gauge that shows the bottleneck. */
export function markBottleneck(rows: readonly Row[], kind: BottleneckKind): readonly Row[] {
	const {gauge, tone} = bottleneckBadges[kind];
	return rows.map(row => {
		const [label, ...rest] = row;
		return label === undefined || gauge === undefined || label.text.trimEnd() !== gauge
			? row
			: [span(left(gauge, label.text.length - 1), tone), span('◂', tone), ...rest];
	});
}

/** What shows it, and what a good operator would do: two rows of at most a width. */
export function verdictRows({kind, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = bottleneckBadges[kind];
	const head = ` ${glyph} ${word}: `;
	return [
		[span(head, tone), span(cut(sanitize(evidence), width - head.length))],
		advice === undefined ? [] : [span(' → ', 'accent'), span(cut(sanitize(advice), width - 3), 'strong')],
	];
}

/** The same in as many rows as it takes. */
export function wholeVerdictRows({kind, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = bottleneckBadges[kind];
	return [
		[span(`${glyph} ${word}`, tone)],
		...wrapCut(sanitize(evidence), width).map(line => [span(line)]),
		...(advice === undefined ? [] : wrapCut(`→ ${sanitize(advice)}`, width).map(line => [span(line, 'strong')])),
	];
}
