import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {
	header, isAction, lineOf, readActions, type Action,
} from '../../../source/engine/recording/actions.js';
import {refusalOf} from '../../helpers/refusal.js';

const actions: readonly Action[] = [
	{at: 0, command: {type: 'spike.start', factor: 3, length: 1000}},
	{at: 1500, command: {type: 'setting.set', change: {name: 'batchSize', value: 70}}},
	{at: 1500, command: {type: 'worker.kill', id: 2}},
	{at: 12_034, command: {type: 'drain', reason: 'key'}},
];

test('what is written is read again, with or without an end of the last line, empty lines and carriage returns', t => {
	const lines = [header, ...actions.map(action => lineOf(action))];
	for (const text of [lines.join('\n'), `${lines.join('\n')}\n`, lines.join('\r\n\r\n')]) {
		t.deepEqual(readActions(schema, text, 'r'), actions);
	}
});

test('a line is an object with time, type and members, and times are whole milliseconds', t => {
	t.is(lineOf({at: 12_033.7, command: {type: 'worker.kill', id: 2}}), '{"at":12034,"type":"worker.kill","id":2}');
});

test('a hundred thousand actions are read', t => {
	const lines = Array.from({length: 100_000}, (_, at) => lineOf({at, command: {type: 'rate.scale', factor: 1.1}}));
	t.is(readActions(schema, [header, ...lines].join('\n'), 'r').length, 100_000);
});

test('what only looks, and what ends a run from outside, is no action', t => {
	t.deepEqual([
		isAction({type: 'spike.start'}),
		isAction({type: 'drain', reason: 'key'}),
		isAction({type: 'drain', reason: 'signal'}),
		isAction({type: 'drain', reason: 'terminalClosed'}),
		isAction({type: 'machine.inspect', machine: 'none'}),
	], [true, true, false, false, false]);
});

const cases: ReadonlyArray<readonly [title: string, lines: readonly string[], why: RegExp]> = [
	['an empty file', [''], /^r:1: expected a first line \{"format":"millrace-actions","version":1\}, got nothing/v],
	['a file that is something else', ['batchSize: 5'], /^r:1: expected a first line .*, got no JSON: "batchSize: 5"/v],
	['another format', ['{"format":"pino"}'], /^r:1: format: expected "millrace-actions", got "pino"/v],
	['a later version', ['{"format":"millrace-actions","version":2}'], /^r:1: version: expected 1, got 2/v],
	['a first line with more in it', ['{"format":"millrace-actions","version":1,"seed":2}'], /^r:1: unknown member "seed"/v],
	['half a line', [header, '', '{"at":1,"ty'], /^r:3: expected an action such as .*, got no JSON: "\{\\"at\\":1,\\"ty"/v],
	['a list', [header, '[]'], /^r:2: expected an object, got \[\]/v],
	['no time', [header, '{"type":"abort"}'], /^r:2: at: expected a number from 0 to \d+, got nothing/v],
	['a negative time', [header, '{"at":-1,"type":"abort"}'], /^r:2: at: expected a number from 0 .*, got -1/v],
	['a time as text', [header, '{"at":"5","type":"abort"}'], /^r:2: at: expected a number .*, got "5"/v],
	['a time that goes backwards', [header, '{"at":9,"type":"spike.start"}', '{"at":8,"type":"abort"}'], /^r:3: at: expected 9 or later, as in the line before, got 8/v],
	['an unknown command', [header, '{"at":1,"type":"spike"}'], /^r:2: unknown command "spike"/v],
	['a drain by a signal', [header, '{"at":1,"type":"drain","reason":"signal"}'], /^r:2: expected an action on the pipeline, got .*signal.*reason "key"/v],
	['what only looks', [header, '{"at":1,"type":"machine.inspect","machine":"none"}'], /^r:2: expected an action on the pipeline, got .*leave the line out/v],
];

for (const [title, lines, why] of cases) {
	test(`${title} is refused with its line`, t => {
		t.regex(refusalOf(t, () => readActions(schema, lines.join('\n'), 'r')), why);
	});
}
