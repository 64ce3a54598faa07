import {exitCodes} from '../../domain/exit-codes.js';
import {wrap} from '../../text/wrap.js';
import {groupTitles} from '../declaration.js';
import {initialText, type Schema} from '../schema.js';
import {flagsOf, type Flag} from './flags.js';

const width = 80;
const column = 28;

/** Two columns; the right one is broken where it must be. */
function row(left: string, right: string): string {
	const [first = '', ...more] = wrap(right, width - column);
	return [`  ${left}`.padEnd(column - 1) + ` ${first}`, ...more.map(line => ' '.repeat(column) + line)].join('\n');
}

function initialOf({entries}: Schema, name: string): string {
	const entry = entries.get(name);
	const text = entry === undefined ? 'none' : initialText(entry);
	return text === 'none' || text === 'false' ? '' : ` [${text}]`;
}

function flagRow(schema: Schema, {flag, short, name, placeholder, help}: Flag): string {
	const written = [short === undefined ? flag : `-${short}, ${flag}`, placeholder].filter(part => part !== '');
	return row(written.join(' '), help + initialOf(schema, name));
}

function section(title: string, rows: readonly string[]): string {
	return [title, ...rows].join('\n');
}

const examples = [
	'# watch it work: generated records and a simulated sink',
	'millrace',
	'# real records',
	'tail -F app.log | millrace --sink http://127.0.0.1:9000/ingest',
	'seq 1 1000000 | millrace --sink file:out.log --max-workers 1',
	'# no terminal needed',
	'millrace --rate 50k --duration 30s --sink null --plain --report report.json',
];

const notes = [
	'The order of records is kept within a batch and, with one worker (--max-workers 1), throughout.',
	'Times need a unit: 100us, 500ms, 30s, 5m, 1h. Counts and rates may have one: 10k, 1.5M (k is 1000). Sizes: 64MiB, 16MB, 1k (k is 1000, Ki is 1024). Shares: 0.8 or 80%.',
	'In the file of --config the settings have the same names in camelCase: batchSize: 50. A sink may be an object with its options: sink: {type: http, url: http://h/in, gzip: true}; so may source and queue. The flags under Output stand on the command line only.',
	'Ctrl-C or SIGTERM drains: what was accepted is delivered first. A second one, over a second later, aborts and says what was left; a third leaves at once.',
	// eslint-disable-next-line no-template-curly-in-string -- it is what the user writes
	'In the file of --config, ${NAME} stands for a variable of the environment, and ${NAME:-default} for one that may be missing.',
];

/** The help, from the declarations: 80 columns, with a newline at its end. */
export function helpText(schema: Schema): string {
	const flags = flagsOf(schema);
	const groups = Object.entries(groupTitles).map(([group, title]) =>
		section(title, flags.filter(flag => flag.group === group).map(flag => flagRow(schema, flag))));
	const sections = [
		'millrace moves log records from a source through a bounded queue and a pool of\nbatching workers that scales itself to a sink, and loses none.',
		section('Usage', ['  millrace [flags]']),
		...groups,
		section('Output', flags.filter(flag => flag.group === undefined).map(flag => flagRow(schema, flag))),
		section('Examples', examples.map(line => `  ${line}`)),
		section('Notes', notes.map(note => wrap(note, width - 2).map(line => `  ${line}`).join('\n'))),
		section('Exit codes', Object.values(exitCodes).map(({code, meaning}) => {
			const [first = '', ...more] = wrap(meaning, width - 5);
			return [`  ${code}  ${first}`, ...more.map(line => `     ${line}`)].join('\n');
		})),
	];
	return `${sections.join('\n\n')}\n`;
}
