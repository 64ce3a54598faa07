import config from './.ava.config.js';

/** The tests that need no program, no terminal and no thousand runs: `npm run unit`, in under a minute. */
const unit = {
	...config,
	files: [
		...config.files,
		'!dist/test/attack/**',
		'!dist/test/black-box/**',
		'!dist/test/golden/**',
		'!dist/test/package/**',
		'!dist/test/simulation/random-run.test.js',
		'!dist/test/tui/{ascii,theme,inspector/inspector}-screen.test.js',
		'!dist/test/tui/keys/key-scenarios.test.js',
		'!dist/test/tui/looks.test.js',
		'!dist/test/tui/resize.test.js',
		'!dist/test/tui/screen.test.js',
		'!dist/test/tui/steady-columns.test.js',
	],
};

export default unit;
