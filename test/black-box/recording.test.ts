import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {runProgram, textOf} from '../helpers/program.js';
import {leave, openSession} from '../helpers/session.js';

const header = '{"format":"millrace-actions","version":1}';
const pipeline = ['--rate', '200', '--sink-latency', '20ms', '--min-workers', '2', '--max-workers', '2'];

/** The lines of a record behind the first, without their times. */
function actionsIn(record: string): readonly string[] {
	const [first, ...lines] = record.trimEnd().split('\n');
	return first === header ? lines.map(line => line.replace(/"at":\d+,/v, '')) : [];
}

function timesIn(record: string): readonly number[] {
	return [...record.matchAll(/"at":(?<at>\d+)/gv)].map(({groups}) => Number(groups?.at));
}

/** What the lines of `--json` say that a user did. */
function doneIn(stderr: string): readonly string[] {
	return stderr.split('\n').flatMap(line => [...line.matchAll(/"source":"you","message":"(?<message>[^"]+)"/gv)].map(({groups}) => groups?.message ?? ''));
}

test.serial('a session at the keys is recorded, and replayed without a screen it does the same at the same times', async t => {
	const folder = ownPath(t, '');
	const terminal = openSession(t, [...pipeline, '--record', 'r.ndjson'], {cwd: folder});
	await terminal.see(/▸ 1 .*\n.* 2 /v);
	for (const [key, said] of [['s', '✓ spike ×5 for 10 s'], ['+', 'rate +10 %'], ['w', 'fault: slow ×2;'], ['p', 'worker 1 paused'], ['!', 'all faults undone']] as const) {
		terminal.press(key);
		await terminal.see(said);
	}

	terminal.press('j', 'enter');
	await terminal.see('─ Worker 2 ─');
	terminal.press('escape');
	await terminal.see('Rate /s');
	terminal.press('K');
	await terminal.see('Kill worker 2?');
	terminal.press('y');
	await terminal.see('worker 2 killed');
	terminal.press('e', 'j', 'right');
	await terminal.see('✓ spikeFactor = 6');
	terminal.press('escape');
	await terminal.see('Rate /s');
	terminal.press('q');
	await leave(t, terminal, 0);
	const recorded = textOf(folder, 'r.ndjson');
	t.deepEqual(actionsIn(recorded), [
		'{"type":"spike.start","factor":5,"length":10000}',
		'{"type":"rate.scale","factor":1.1}',
		'{"type":"fault.set","fault":{"kind":"slow","factor":2}}',
		'{"type":"worker.pause","id":1}',
		'{"type":"faults.clear"}',
		'{"type":"worker.kill","id":2}',
		'{"type":"setting.set","change":{"name":"spikeFactor","value":6}}',
		'{"type":"drain","reason":"key"}',
	]);

	const {code, stderr} = await runProgram(t, [...pipeline, '--json', '--replay', 'r.ndjson', '--record', 'again.ndjson'], {folder});
	t.is(code, 0);
	t.deepEqual(doneIn(stderr), ['spike ×5 for 10 s', 'rate 220/s', 'fault: slow ×2', 'worker 1 paused', 'faults undone', 'worker 2 killed', 'spikeFactor = 6']);
	t.regex(stderr, /"message":"replaying 8 actions"[\s\S]*"message":"Shutdown requested"/v);
	const again = textOf(folder, 'again.ndjson');
	t.deepEqual(actionsIn(again), actionsIn(recorded));
	const before = timesIn(recorded);
	t.true(timesIn(again).every((at, index) => at >= (before[index] ?? Infinity)), 'no action is early');
});

test.serial('a replay goes on under the screen, beside the keys, and ends when one leaves', async t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, 'r.ndjson'), `${header}\n{"at":200,"type":"rate.set","rate":300}\n{"at":600000,"type":"drain","reason":"key"}\n`);
	const terminal = openSession(t, [...pipeline, '--replay', 'r.ndjson'], {cwd: folder});
	await terminal.see('replaying 2 actions');
	await terminal.see(/\/s of +300/v);
	terminal.press('+');
	await terminal.see(/\/s of +330/v);
	terminal.press('q');
	await leave(t, terminal, 0);
});

test.serial('a record that can\'t be written any more is said, and the run goes on to its end', async t => {
	const {code, stderr} = await runProgram(t, [...pipeline, '--plain', '--count', '50', '--record', '/dev/full']);
	t.is(code, 0);
	t.regex(stderr, /Recording ended: can't write \/dev\/full: no space left on device \(ENOSPC\) \(the run goes on\)\n[\s\S]*50 delivered; 0 unaccounted/v);
});

const refused: ReadonlyArray<readonly [title: string, record: string | undefined, words: readonly string[], says: RegExp]> = [
	['a record that is missing', undefined, ['--replay', 'r.ndjson'], /--replay r\.ndjson: it can't be read: no such file/v],
	['a folder as a record', undefined, ['--replay', '.'], /--replay \.: it can't be read: .*directory/v],
	['a file that is no record', 'rate: 5\n', ['--replay', 'r.ndjson'], /r\.ndjson:1: expected a first line .*, got no JSON/v],
	['half a line', `${header}\n{"at":1,"ty`, ['--replay', 'r.ndjson'], /r\.ndjson:2: expected an action .*, got no JSON/v],
	['an unknown command', `${header}\n{"at":1,"type":"spike.begin"}\n`, ['--replay', 'r.ndjson'], /r\.ndjson:2: unknown command "spike\.begin"/v],
	['a member of the wrong type', `${header}\n{"at":1,"type":"worker.kill","id":"two"}\n`, ['--replay', 'r.ndjson'], /r\.ndjson:2: id: expected a whole number from 1, got "two"/v],
	['a value that is out of bounds', `${header}\n{"at":1,"type":"rate.set","rate":-5}\n`, ['--replay', 'r.ndjson'], /r\.ndjson:2: rate: expected records a second .*, got -5/v],
	['a time that goes backwards', `${header}\n{"at":5,"type":"abort"}\n{"at":4,"type":"abort"}\n`, ['--replay', 'r.ndjson'], /r\.ndjson:3: at: expected 5 or later, .*, got 4/v],
	['a replay without a file', undefined, ['--replay'], /--replay needs a value: --replay <file>/v],
	['a record in a folder that is missing', undefined, ['--record', 'no/such'], /the record can't be written to no\/such: no such file or directory/v],
];

for (const [title, record, words, says] of refused) {
	test.serial(`${title} is refused before anything starts: one line, exit 2`, async t => {
		const folder = ownPath(t, '');
		if (record !== undefined) {
			fs.writeFileSync(path.join(folder, 'r.ndjson'), record);
		}

		const {code, stdout, stderr} = await runProgram(t, words, {folder});
		t.is(code, 2);
		t.is(stdout.length, 0);
		t.regex(stderr, /^millrace: [^\n]+\n$/v);
		t.regex(stderr, says);
		t.deepEqual(fs.readdirSync(folder), record === undefined ? [] : ['r.ndjson']);
	});
}
