import process from 'node:process';

/** Variables to set; `undefined` takes one away. */
export type EnvironmentChanges = ReadonlyArray<readonly [name: string, value: string | undefined]>;

const usual: EnvironmentChanges = [
	['TERM', 'xterm-256color'],
	['COLORTERM', 'truecolor'],
	['CI', undefined],
	['NO_COLOR', undefined],
	['FORCE_COLOR', undefined],
	['LC_ALL', undefined],
	['LC_CTYPE', undefined],
	['LANG', 'C.UTF-8'],
	['INK_SCREEN_READER', undefined],
	['NODE_V8_COVERAGE', undefined],
];

/** The environment of somebody in front of a good terminal, wherever the tests run: colours, glyphs and the screen are there in full. */
export function userEnvironment(changes: EnvironmentChanges = []): Record<string, string> {
	const all = Object.entries({...process.env, ...Object.fromEntries([...usual, ...changes])});

	// Node-pty would pass `undefined` on as that word.
	return Object.fromEntries(all.flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
}
