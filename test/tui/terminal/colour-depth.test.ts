import test from 'ava';
import {colourDepthOf, type ColourDepth} from '../../../source/tui/terminal/colour-depth.js';

const cases: ReadonlyArray<readonly [environment: string, node: number, expected: ColourDepth]> = [
	['TERM=xterm', 4, 4],
	['TERM=linux', 4, 4],
	['TERM=dumb', 1, 1],
	['TERM=xterm-256color', 8, 8],
	['TERM=xterm-256color COLORTERM=truecolor', 24, 24],
	['TERM=tmux-256color', 4, 8],
	['TERM=screen-256color', 4, 8],
	['TERM=tmux-256color COLORTERM=truecolor', 24, 24],
	['TERM=foot', 1, 24],
	['TERM=alacritty', 1, 24],
	['TERM=xterm-kitty', 4, 24],
	['TERM=xterm-direct', 4, 24],
	['TERM=foot NO_COLOR=1', 1, 1],
	['TERM=xterm NO_COLOR=', 4, 4],
	['TERM=xterm NO_COLOR=1 FORCE_COLOR=3', 24, 1],
	['TERM=tmux-256color FORCE_COLOR=1', 4, 4],
	['TERM=foot NODE_DISABLE_COLORS=1', 1, 1],
	['TERM=xterm-256color CI=true', 1, 1],
	['TERM=xterm', 2, 1],
];

for (const [environment, node, expected] of cases) {
	test(`${environment}, ${node} bits to Node, is drawn with ${expected}`, t => {
		const variables = environment.split(' ').map(pair => pair.split('=')).map(([name = '', value = '']) => [name, value] as const);
		t.is(colourDepthOf(Object.fromEntries(variables), node), expected);
	});
}
