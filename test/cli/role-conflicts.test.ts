import test from 'ava';
import {conflictIn, type FileRole} from '../../source/cli/role-conflicts.js';

function role(what: string, access: 'reads' | 'writes', ...keys: readonly string[]): FileRole {
	return {
		what, writes: access === 'writes', advice: '', keys,
	};
}

const source = role('source', 'reads', '1:2');
const config = role('config', 'reads', '1:2');
const report = role('report', 'writes', '1:2');
const sink = role('sink', 'writes', 'fd 1', '1:2');

for (const [title, roles, expected] of [
	['nothing has no conflict', [], undefined],
	['files of their own', [source, role('sink', 'writes', '1:3')], undefined],
	['two that read', [source, config], undefined],
	['one that reads and one that writes', [source, report], ['source', 'report']],
	['in either order', [report, source], ['report', 'source']],
	['two that write', [report, sink], ['report', 'sink']],
	['two that read and one that writes', [source, config, sink], ['source', 'sink']],
	['one stream, though it is no file', [role('sink', 'writes', 'fd 1'), role('report', 'writes', 'fd 1')], ['sink', 'report']],
	['what has no key is shared', [role('sink', 'writes'), role('report', 'writes')], undefined],
	['one role with a key twice', [role('sink', 'writes', '1:2'), role('stderr', 'writes', 'fd 2')], undefined],
] as const) {
	test(`roles: ${title}`, t => {
		t.deepEqual(conflictIn(roles)?.map(({what}) => what), expected === undefined ? undefined : [...expected]);
	});
}
