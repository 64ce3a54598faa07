import type {LoggedEvent} from './event.js';

/** What events of one kind have in common. Trouble is of one kind whatever its figures. What is no trouble has to be the same to the letter: its figures are the news. */
export function kindOf({source, level, message}: LoggedEvent): string {
	return `${source} ${level} ${level === 'info' ? message : message.replaceAll(/\d[\d,.]*(?<thing> [a-z]+?)?s?\b/gv, '#$<thing>')}`;
}
