import test from 'ava';
import {whyUnfit} from '../../../source/tui/terminal/unfit-terminal.js';
import type {Environment} from '../../../source/text/charset.js';

const size = {columns: 80, rows: 24};

/** Variables as a shell has them: `TERM=xterm CI=`. */
function environmentOf(variables: string): Environment {
	return Object.fromEntries(variables.split(' ').map(pair => {
		const [name = '', value] = pair.split('=');
		return [name, value];
	}));
}

const cases = [
	['TERM=xterm-256color', undefined],
	['TERM=linux', undefined],
	['TERM=xterm CI=', undefined],
	['TERM=xterm CI=false', undefined],
	['TERM=xterm CI=true', 'CI is set'],
	['TERM=xterm CI=1', 'CI is set'],
	['TERM=dumb', 'TERM is dumb'],
	['TERM=dumb CI=true', 'TERM is dumb'],
	['TERM=unknown', 'TERM is unknown'],
	['TERM=', 'TERM is not set'],
	['', 'TERM is not set'],
] as const;

for (const [variables, expected] of cases) {
	test(`"${variables}" ${expected === undefined ? 'gets a screen' : `gets lines: ${expected}`}`, t => {
		const environment = environmentOf(variables);
		const why = whyUnfit({
			environment, size, isSpoken: false, platform: 'linux',
		});
		t.is(why?.split(/, | and a/v)[0]?.slice(0, expected?.length), expected);
		t.is(whyUnfit({
			environment, size: undefined, isSpoken: true, platform: 'linux',
		}), undefined);
	});
}

test('a terminal without a size gets lines; on Windows TERM is not needed', t => {
	const environment = environmentOf('TERM=xterm');
	t.is(whyUnfit({
		environment, size: undefined, isSpoken: false, platform: 'linux',
	}), 'the terminal says no size');
	t.is(whyUnfit({
		environment: {}, size, isSpoken: false, platform: 'win32',
	}), undefined);
});
