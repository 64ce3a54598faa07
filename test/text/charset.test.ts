import test from 'ava';
import {hasUnicode} from '../../source/text/charset.js';

const cases: ReadonlyArray<readonly [environment: string, expected: boolean]> = [
	['', true],
	['LANG=en_GB.UTF-8', true],
	['LANG=C.utf8', true],
	['LANG=C', false],
	['LANG=POSIX', false],
	['LANG=de_DE.ISO-8859-1', false],
	['LC_ALL=C LC_CTYPE=C.UTF-8 LANG=C.UTF-8', false],
	['LC_ALL= LC_CTYPE=C.UTF-8 LANG=C', true],
	['LANG=C.UTF-8 TERM=linux', false],
];

for (const [environment, expected] of cases) {
	test(`an environment of "${environment}" ${expected ? 'has' : 'lacks'} Unicode`, t => {
		const variables = environment.split(' ').map(pair => pair.split('=')).map(([name = '', value = '']) => [name, value] as const);
		t.is(hasUnicode(Object.fromEntries(variables)), expected);
	});
}
