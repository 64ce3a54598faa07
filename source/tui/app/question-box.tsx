import {type ReactNode} from 'react';
import {Box} from 'ink';
import type {Question} from '../state/overlay.js';
import type {Size} from '../terminal/frame.js';
import {centre, left, widthOf} from '../../text/columns.js';
import {wrapCut} from '../../text/wrap.js';
import {span, type Row} from '../theme/theme.js';
import {StyledRows} from '../panels/styled-rows.js';

type Properties = {
	readonly question: Question;
	readonly isYesChosen: boolean;
	readonly size: Size;
};

const width = 54;

/** Asks before an action that can't be undone. The safe answer is chosen at first. */
export function QuestionBox({question, isYesChosen, size}: Properties): ReactNode {
	const lines = questionRows(question, isYesChosen);
	return (
		<Box
			position='absolute'
			flexDirection='column'
			marginLeft={Math.floor((size.columns - width) / 2)}
			marginTop={Math.max(0, Math.floor((size.rows - lines.length) / 2))}
		>
			<StyledRows lines={lines}/>
		</Box>
	);
}

function questionRows({title, text, yes}: Question, isYesChosen: boolean): readonly Row[] {
	const inner = width - 2;
	const row = (line: Row): Row => [span('│', 'warning'), ...line, span('│', 'warning')];
	const empty = row([span(' '.repeat(inner))]);
	const choice = (word: string, isChosen: boolean) => span(isChosen ? `▸ ${word} ◂` : `  ${word}  `, isChosen ? 'accent' : 'plain');
	const cancel = choice('Cancel', !isYesChosen);
	const confirm = choice(yes, isYesChosen);
	const gap = inner - widthOf(cancel.text) - widthOf(confirm.text) - 6;
	return [
		[span('╭─ ', 'warning'), span(title, 'strong'), span(` ${'─'.repeat(width - 5 - widthOf(title))}╮`, 'warning')],
		empty,
		...wrapCut(text, inner - 4).map(line => row([span(`  ${left(line, inner - 2)}`)])),
		empty,
		row([span(' '.repeat(Math.floor(gap / 2))), cancel, span('      '), confirm, span(' '.repeat(Math.ceil(gap / 2)))]),
		empty,
		row([span(centre('←→ choose · enter · esc cancels', inner), 'faint')]),
		[span(`╰${'─'.repeat(width - 2)}╯`, 'warning')],
	];
}
