import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import test from 'ava';
import {UsageError} from '../../source/domain/errors.js';
import {openReport} from '../../source/plain/report-file.js';
import {ownPath} from '../helpers/folder.js';
import {folderWith, modeOf} from '../helpers/names.js';
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

test('the report takes the place of the file as a whole, and is private', t => {
	const {at, folder} = folderWith(t, [['r.json', 'old']]);
	fs.symlinkSync('r.json', at('link'));
	const file = openReport(at('link'));
	t.deepEqual(fs.readdirSync(folder), ['link', 'r.json']);
	fs.rmSync(at('r.json'));
	file.write(reportWith({delivered: 1}));
	t.is(modeOf(at('r.json')), '600');
	t.true(fs.lstatSync(at('link')).isSymbolicLink(), 'the link stays');
	t.deepEqual(fs.readdirSync(folder), ['link', 'r.json']);
});

test('a report to a stream goes on where the stream is', t => {
	const {at} = folderWith(t, [['log', 'before\n']]);
	const fd = fs.openSync(at('log'), 'a');
	openReport(`/dev/fd/${fd}`).write(reportWith({delivered: 1}));
	fs.closeSync(fd);
	t.regex(fs.readFileSync(at('log'), 'utf8'), /^before\n\{[\s\S]*"delivered": 1,/v);
});

test('a pipe, a folder or a device is refused before there is a report', t => {
	const {at, folder} = folderWith(t);
	execFileSync('mkfifo', [at('pipe')]);
	for (const [name, message] of [[at('pipe'), /it is a pipe/v], [folder, /it is a folder/v], ['/dev/zero', /it is a device/v]] as const) {
		t.throws(() => openReport(name), {instanceOf: UsageError, message});
	}
});
