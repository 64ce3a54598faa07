/** XO's rules as they come, but for these. */
const config = [
	{
		react: true,
		rules: {
			// A switch over a union needs no default, and one that has a default needs no cases.
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			// The compiler brings React in by itself (`"jsx": "react-jsx"`).
			'react/react-in-jsx-scope': 'off',
		},
	},
	{
		files: ['test/**'],
		rules: {
			// AVA runs what is compiled, so that the linter takes every test file for an ignored one.
			'ava/no-ignored-test-files': 'off',
			'ava/no-import-test-files': 'off',
			// A test does one step after the other.
			'no-await-in-loop': 'off',
		},
	},
	{
		// Events and commands have names such as `worker.kill`.
		files: ['{source,test}/{contract,machines,engine}/**'],
		rules: {
			'@typescript-eslint/naming-convention': 'off',
		},
	},
	{
		// XState's `setup` takes types as empty objects that are cast.
		files: ['source/machines/*-{machine,setup}.ts'],
		rules: {
			'@typescript-eslint/consistent-type-assertions': 'off',
			'@typescript-eslint/no-unnecessary-type-assertion': 'off',
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
		},
	},
];

export default config;
