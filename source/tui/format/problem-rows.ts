import type {SinkSnapshot} from '../../contract/snapshot.js';
import {span, type Row} from '../theme/theme.js';
import {firstThatFits} from '../../text/columns.js';
import {sanitize} from '../../text/sanitize.js';
import {wrapWhole} from '../../text/wrap.js';

/** What the sink fails with just now: a line, without the sink's name where there is no room for both, or where all is shown, as many lines as it takes. */
export function problemRows({name, problem}: Pick<SinkSnapshot, 'name' | 'problem'>, width: number, isWhole: boolean): readonly Row[] {
	if (problem === undefined) {
		return [];
	}

	const [long, short] = [problem, withoutName(problem, name)].map(text => `✕ sink: ${sanitize(text)}`);
	const texts = isWhole ? wrapWhole(long ?? '', width) : [firstThatFits([long ?? '', short ?? ''], width)];
	return texts.map(text => [span(text, 'danger')]);
}

/** A problem without the sink's name before it, for where the name is known. */
export function withoutName(problem: string, name: string): string {
	const before = `${name}: `;
	return problem.startsWith(before) ? problem.slice(before.length) : problem;
}
