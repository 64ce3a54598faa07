import {type ReactNode} from 'react';
import type {Size} from '../terminal/frame.js';
import {smallest} from '../state/layout.js';
import {centre} from '../../text/columns.js';
import {wrapCut} from '../../text/wrap.js';
import {span} from '../theme/theme.js';
import {StyledRows} from '../panels/styled-rows.js';

/** What a terminal shows that has no room for the screen. The keys work all the same. */
export function TooSmall({columns, rows}: Size): ReactNode {
	const lines = wrapCut(`terminal too small: ${columns}×${rows}, needs ${smallest.columns}×${smallest.rows}`, columns);
	const above = Math.max(0, Math.floor((rows - lines.length) / 2));
	return <StyledRows lines={[...Array.from({length: above}, () => []), ...lines.map(line => [span(centre(line, columns), 'warning')])].slice(0, rows)}/>;
}
