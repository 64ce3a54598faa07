import fs from 'node:fs';
import test from 'ava';
import {UsageError} from '../../source/domain/errors.js';
import {openReport} from '../../source/plain/report-file.js';
import {ownPath} from '../helpers/folder.js';
import {reportWith} from '../helpers/snapshots.js';

test('a report file is one JSON document with all members, and keeps what it held until then', t => {
	const path = ownPath(t, 'report.json');
	fs.writeFileSync(path, 'the report of a longer run, '.repeat(100));
	const file = openReport(path);
	t.true(fs.readFileSync(path, 'utf8').startsWith('the report of a longer run'));
	file.write(reportWith({delivered: 0}));
	const text = fs.readFileSync(path, 'utf8');
	t.true(text.endsWith('}\n'));
	const report: unknown = JSON.parse(text);
	t.like(report, {
		accepted: 0, delivered: 0, deadLettered: 0, dropped: 0, left: 0, lost: 0, resent: 0, elapsedMs: 1000,
		workers: {peak: 2}, rates: {produced: 0, processed: 0}, latencyMs: null,
	});
});

test('a path that can\'t be written is known before there is a report', t => {
	const path = ownPath(t, 'missing/report.json');
	t.throws(() => openReport(path), {instanceOf: UsageError, message: /no such file or directory/v});
});
