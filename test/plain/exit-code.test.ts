import test from 'ava';
import type {ExitCode} from '../../source/domain/exit-codes.js';
import {exitCode} from '../../source/plain/exit-code.js';
import {reportWith} from '../helpers/snapshots.js';

const table: ReadonlyArray<readonly [Parameters<typeof reportWith>[0], ExitCode]> = [
	[{}, 0],
	[{delivered: 10}, 0],
	[{delivered: 10, resent: 5}, 0],
	[{delivered: 10, deadLettered: 1}, 3],
	[{delivered: 10, unreachable: 1}, 3],
	[{delivered: 10, dropped: 1}, 3],
	[{delivered: 10, left: 1}, 3],
	[{delivered: 10, lost: 1}, 1],
	[{delivered: 10, lost: 1, unreachable: 1}, 1],
	[{delivered: 10, left: 1, lost: -1}, 1],
];

for (const [outcome, code] of table) {
	test(`${JSON.stringify(outcome)} leaves with ${code}`, t => {
		t.is(exitCode(reportWith(outcome)), code);
	});
}

test('a ledger that does not balance in bytes is an internal error', t => {
	const report = reportWith({delivered: 5});
	t.is(exitCode({...report, ledger: {...report.ledger, delivered: {records: 5, bytes: 38}}}), 1);
});
