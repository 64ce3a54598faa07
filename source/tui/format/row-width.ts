import {widthOf} from '../../text/columns.js';
import type {Row} from '../theme/theme.js';

/** Columns that a row takes. */
export function widthOfRow(row: Row): number {
	return row.reduce((sum, {text}) => sum + widthOf(text), 0);
}
