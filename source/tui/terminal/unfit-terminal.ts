import type {Environment} from '../../text/charset.js';
import type {Size} from './frame.js';

/** What is known of a terminal before anything is drawn on it. */
export type TerminalFacts = {
	readonly environment: Environment;

	/** `undefined` where there is no size, as on a serial line; a pseudo-terminal may say 0×0. */
	readonly size: Size | undefined;

	/** Whether text is only ever added, for a screen reader. */
	readonly isSpoken: boolean;
	readonly platform: string;
};

/** Names of terminals that can't place the cursor. */
const withoutCursor = /^(?:dialup|dumb|emacs|network|unknown)$/v;

/** Why a terminal gets lines and no screen, as a clause for the user; `undefined` where it gets a screen. */
export function whyUnfit({environment, size, isSpoken, platform}: TerminalFacts): string | undefined {
	const {CI: ci = '', TERM: name = ''} = environment;
	if (isSpoken) {
		return undefined;
	}

	if (withoutCursor.test(name)) {
		return `TERM is ${name}, and such a terminal can't place the cursor`;
	}

	if (name === '' && platform !== 'win32') {
		return 'TERM is not set, so it is not known what the terminal can do';
	}

	if (!['', '0', 'false'].includes(ci)) {
		return 'CI is set, and a log shows no screen';
	}

	return size === undefined ? 'the terminal says no size' : undefined;
}
