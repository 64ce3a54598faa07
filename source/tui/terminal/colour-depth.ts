import type {Environment} from '../../text/charset.js';

/** Colours that a terminal tells apart, in bits: none, 16, 256, all. */
export type ColourDepth = 1 | 4 | 8 | 24;

/** Terminals that draw all colours, and say so in COLORTERM, which ssh and sudo do not pass on. */
const colourful = /^(?:alacritty|contour|foot|rio|wezterm|xterm-ghostty|xterm-kitty)|-direct$/v;

/** Variables with which the user has the last word, and not the name of the terminal. */
const decisive = ['FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI'] as const;

/**
How many colours to draw with. An empty NO_COLOR means nothing.

@param depth What Node takes the terminal for; it does not know every name.
*/
export function colourDepthOf(environment: Environment, depth: number): ColourDepth {
	if (environment.NO_COLOR) {
		return 1;
	}

	const known = depth === 4 || depth === 8 || depth === 24 ? depth : 1;
	if (decisive.some(name => environment[name] !== undefined)) {
		return known;
	}

	const {TERM: name = ''} = environment;
	if (colourful.test(name)) {
		return 24;
	}

	return known < 8 && name.endsWith('-256color') ? 8 : known;
}
