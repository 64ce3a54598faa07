import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import type {Command} from '../../source/contract/command.js';
import {readCommand} from '../../source/contract/read-command.js';
import {ObjectReader} from '../../source/settings/object-reader.js';
import {refusalOf} from '../helpers/refusal.js';

const read = (value: unknown): Command => readCommand(new ObjectReader(value, 'r:2'), schema);

const commands: readonly Command[] = [
	{type: 'rate.set', rate: 500},
	{type: 'rate.set', rate: 'max'},
	{type: 'rate.scale', factor: 1 / 1.1},
	{type: 'spike.start'},
	{type: 'spike.start', factor: 5, length: 10_000},
	{type: 'producer.pause'},
	{type: 'producer.resume'},
	{type: 'worker.pause', id: 1},
	{type: 'worker.resume', id: 1},
	{type: 'worker.kill', id: 1},
	{type: 'fault.set', fault: {kind: 'none'}},
	{type: 'fault.set', fault: {kind: 'slow', factor: 2}},
	{type: 'fault.set', fault: {kind: 'failing', share: 0.5}},
	{type: 'fault.set', fault: {kind: 'hanging'}},
	{type: 'faults.clear'},
	{type: 'sink.reopen'},
	{type: 'setting.set', change: {name: 'batchTimeout', value: 1500}},
	{type: 'setting.set', change: {name: 'maxAttempts', value: 'unlimited'}},
	{type: 'setting.set', change: {name: 'scaler', value: 'demand'}},
	{type: 'machine.inspect', machine: 'none'},
	{type: 'machine.inspect', machine: 'worker', id: 3},
	{type: 'drain', reason: 'key'},
	{type: 'abort'},
];

for (const command of commands) {
	const text = JSON.stringify(command);
	test(`${text} is read as it was written`, t => {
		t.deepEqual(read(JSON.parse(text)), command);
	});
}

const refused: ReadonlyArray<readonly [unknown, RegExp]> = [
	[{}, /^r:2: type: expected a text, got nothing/v],
	[{type: 5}, /type: expected a text, got 5/v],
	[{type: 'spike.begin'}, /unknown command "spike\.begin" \(.*spike\.start/v],
	[{type: 'toString'}, /unknown command "toString"/v],
	[{type: 'rate.set', rate: '500'}, /^r:2: rate: expected records a second .* or max, got "500"/v],
	[{type: 'rate.set', rate: 0}, /rate: expected records a second .*, got 0/v],
	[{type: 'rate.scale', factor: 0}, /factor: expected a number above 0, got 0/v],
	[{type: 'spike.start', factor: 'x'}, /factor: expected a factor from 1 to 1000, .*, got "x"/v],
	[{type: 'spike.start', factor: null}, /factor: expected a factor .*, got null/v],
	[{type: 'spike.start', length: 5}, /length: expected a time from 100ms to 1h, .*, got 5 \(as a number, in milliseconds\)/v],
	[{type: 'spike.start', size: 5}, /unknown member "size"/v],
	[{type: 'worker.kill'}, /id: expected a whole number from 1, got nothing/v],
	[{type: 'worker.kill', id: 1.5}, /id: expected a whole number from 1, got 1\.5/v],
	[{type: 'fault.set', fault: 'slow'}, /^r:2: fault: expected an object, got "slow"/v],
	[{type: 'fault.set', fault: {kind: 'slow'}}, /fault: factor: expected a number from 1 to 1000, got nothing/v],
	[{type: 'fault.set', fault: {kind: 'none', factor: 2}}, /fault: unknown member "factor"/v],
	[{type: 'fault.set', fault: {kind: 'failing', share: 2}}, /fault: share: expected a number from 0 to 1, got 2/v],
	[{type: 'setting.set', change: {name: 'sink', value: 'null'}}, /change: name: expected "rate" or .*, got "sink"/v],
	[{type: 'setting.set', change: {name: 'batchSize', value: 1.5}}, /change: value: expected a whole number from 1 to 1M, got 1\.5/v],
	[{type: 'setting.set', change: {name: 'batchSize', value: [5]}}, /change: value: expected a whole number .*, got \[5\]/v],
	[{type: 'setting.set', change: {name: 'batchTimeout', value: '1.5s'}}, /change: value: expected a time .*, got "1\.5s"/v],
	[{type: 'drain', reason: 'bored'}, /reason: expected "signal" or .*, got "bored"/v],
	[{type: 'abort', now: true}, /unknown member "now"/v],
	[['abort'], /^r:2: expected an object, got \["abort"\]/v],
];

for (const [value, why] of refused) {
	test(`${JSON.stringify(value)} is refused: ${String(why)}`, t => {
		t.regex(refusalOf(t, () => read(value)), why);
	});
}
