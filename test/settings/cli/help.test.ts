import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {exitCodes} from '../../../source/domain/exit-codes.js';
import {flagsOf} from '../../../source/settings/cli/flags.js';
import {helpText} from '../../../source/settings/cli/help.js';

const help = helpText(schema);
const flags = flagsOf(schema);

test('the help fits 80 columns', t => {
	t.deepEqual(help.split('\n').filter(line => line.length > 80 || line !== line.trimEnd()), []);
});

test('the help holds every flag once, with its value and what it is', t => {
	const text = help.replaceAll(/\s+/gv, ' ');
	const rows = help.split('\n').map(row => /^ {2}(?:-\w, )?(?<flag>--[a-z\-]+)/v.exec(row)?.groups?.flag).filter(flag => flag !== undefined);
	t.deepEqual(rows.toSorted(), flags.map(({flag}) => flag).toSorted());
	const missing = flags.filter(({flag, placeholder, help: line}) =>
		!text.includes(`${[flag, placeholder].filter(word => word !== '').join(' ')} ${line}`));
	t.deepEqual(missing, []);
});

test('the help says what order is kept, and what the exit codes mean', t => {
	const text = help.replaceAll(/\s+/gv, ' ');
	t.true(text.includes('The order of records is kept within a batch and, with one worker (--max-workers 1), throughout.'));
	t.true(Object.values(exitCodes).every(({code, meaning}) => text.includes(`${code} ${meaning}`)));
});

test('the help promises nothing that is not there', t => {
	t.notRegex(help, /simulate |syslog|nats|disk:|loki|elasticsearch/v);
});
