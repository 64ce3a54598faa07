import {cut, left, widthOf} from '../../../text/columns.js';
import {sanitize} from '../../../text/sanitize.js';
import {wrapCut} from '../../../text/wrap.js';
import {span, type Row} from '../../theme/theme.js';
import {limitBadges} from '../../theme/badges.js';
import type {Limit, Verdict} from '../../../diagnosis/verdict.js';

/** What limits the flow in a word, for a panel's border. */
export function limitNote(limit: Limit): Row {
	const {glyph, word, tone} = limitBadges[limit];
	return [...(tone === 'warning' || tone === 'danger' ? [span('bottleneck ', 'faint')] : []), span(`${glyph} ${word}`, tone)];
}

/** Rows of gauges, with a mark behind the label of the gauge that shows the limit. */
export function markLimit(rows: readonly Row[], limit: Limit): readonly Row[] {
	const {gauge, tone} = limitBadges[limit];
	return rows.map(row => {
		const [label, ...rest] = row;
		return label === undefined || gauge === undefined || label.text.trimEnd() !== gauge
			? row
			: [span(left(gauge, label.text.length - 1), tone), span('◂', tone), ...rest];
	});
}

/** What shows it, and what a good operator would do: two rows of at most a width. Further evidence stands where there is no advice. */
export function verdictRows({limit, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = limitBadges[limit];
	const head = ` ${glyph} ${word}: `;
	const [first = '', ...further] = evidence;
	return [
		[span(head, tone), span(cut(sanitize(first), width - head.length))],
		advice === undefined
			? further.slice(0, 1).map(line => span(cut(`   ${sanitize(line)}`, width), 'faint'))
			: [span(' → ', 'accent'), span(cut(sanitize(advice.text), width - 3), 'strong')],
	];
}

/** The same in one row. */
export function verdictRow({limit, evidence: [first = ''], advice}: Verdict, width: number): Row {
	const {glyph, word, tone} = limitBadges[limit];
	const head = ` ${glyph} ${word}: `;
	const text = sanitize(first);
	const room = width - widthOf(head) - widthOf(text) - 3;
	return advice === undefined || room < 12
		? [span(head, tone), span(cut(text, width - widthOf(head)))]
		: [span(head, tone), span(text), span(' → ', 'accent'), span(cut(sanitize(advice.text), room), 'strong')];
}

/** The same in as many rows as it takes. */
export function wholeVerdictRows({limit, evidence, advice}: Verdict, width: number): readonly Row[] {
	const {glyph, word, tone} = limitBadges[limit];
	return [
		[span(`${glyph} ${word}`, tone)],
		...evidence.flatMap(line => wrapCut(sanitize(line), width)).map(line => [span(line)]),
		...(advice === undefined ? [] : wrapCut(`→ ${sanitize(advice.text)}`, width).map(line => [span(line, 'strong')])),
	];
}
