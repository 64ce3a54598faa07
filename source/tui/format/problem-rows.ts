import type {SinkSnapshot} from '../../contract/snapshot.js';
import {span, type Row} from '../theme/theme.js';
import {firstThatFits} from '../../text/columns.js';
import {sanitize} from '../../text/sanitize.js';
import {wrapWhole} from '../../text/wrap.js';

/** What the sink fails with just now: a line, with the sink's name behind it where there is room for both, or where all is shown, as many lines as it takes. */
export function problemRows({name, problem}: Pick<SinkSnapshot, 'name' | 'problem'>, width: number, isWhole: boolean): readonly Row[] {
	if (problem === undefined) {
		return [];
	}

	const short = `✕ sink: ${sanitize(withoutName(problem, name))}`;
	const long = `${short} · ${sanitize(name)}`;
	const texts = isWhole ? wrapWhole(long, width) : [firstThatFits([long, short], width)];
	return texts.map(text => [span(text, 'danger')]);
}

/** A problem without the sink's name before it, for where the name is known. */
export function withoutName(problem: string, name: string): string {
	return problem.startsWith(name) ? problem.slice(name.length).replace(/^[\s:]+/v, '') : problem;
}
