import {parseArgs} from 'node:util';

/** What the user wants measured. */
export type Options = {
	readonly what: 'workloads' | 'growth' | 'screen' | 'shards' | 'profile' | 'help';
	readonly isQuick: boolean;
	readonly rounds: number;

	/** Parts of names of workloads; none for all. */
	readonly only: readonly string[];

	/** A revision to compare with in place of the peers. */
	readonly against: string | undefined;
	readonly isMarkdown: boolean;
};

export const help = `Runs Millrace and its peers in turn and compares them.

npm run bench                            every workload, 5 rounds
npm run bench -- --quick                 fewer records, 3 rounds, below two minutes
npm run bench -- --only 'TCP → file'     the workloads whose name has this in it; may be repeated
npm run bench -- --rounds 9
npm run bench -- --quick --against main  this tree and another revision
npm run bench -- --markdown              renews the tables of media/docs/benchmarks.md as well
npm run bench -- --growth                cost a record by queue, workers and record size; pictures into media/
npm run bench -- --screen                what the screen costs, and how long a key takes
npm run bench -- --profile               what the machines take of the engine's thread, from CPU profiles
npm run bench -- --shards                gzip over HTTP: one process beside two that do half each
`;

const kinds = ['help', 'growth', 'screen', 'shards', 'profile'] as const;

/** Throws with what was expected where the words mean nothing. */
export function readOptions(words: readonly string[]): Options {
	const {values} = parseArgs({
		args: [...words],
		options: {
			quick: {type: 'boolean', default: false},
			rounds: {type: 'string'},
			only: {type: 'string', multiple: true, default: []},
			against: {type: 'string'},
			markdown: {type: 'boolean', default: false},
			growth: {type: 'boolean', default: false},
			screen: {type: 'boolean', default: false},
			shards: {type: 'boolean', default: false},
			profile: {type: 'boolean', default: false},
			help: {type: 'boolean', short: 'h', default: false},
		},
	});
	const rounds = values.rounds === undefined ? (values.quick ? 3 : 5) : Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) {
		throw new Error(`--rounds: expected a whole number from 1 up, got ${values.rounds}`);
	}

	if (values.markdown && values.against !== undefined) {
		throw new Error('--markdown: expected without --against: media/docs/benchmarks.md compares with peers');
	}

	return {
		what: kinds.find(kind => values[kind]) ?? 'workloads',
		isQuick: values.quick,
		rounds,
		only: values.only,
		against: values.against,
		isMarkdown: values.markdown,
	};
}
