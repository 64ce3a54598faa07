import test from 'ava';
import fc from 'fast-check';
import {schema} from '../../source/cli/schema.js';
import {scalingPolicies} from '../../source/domain/scaling/registry.js';
import {
	checkChange, liveNames, readChange, stepSetting, withChange,
} from '../../source/settings/live-changes.js';
import type {SettingValues} from '../../source/settings/declaration.js';
import {plainDefaults} from '../../source/settings/resolve.js';
import type {SettingValue} from '../../source/settings/values/types.js';
import {refusalOf} from '../helpers/refusal.js';

const settings: SettingValues = {...plainDefaults(schema), rate: 1000};
const names = liveNames(schema);

function walk(name: string, directions: ReadonlyArray<'up' | 'down'>): unknown {
	let current: SettingValues = settings;
	for (const direction of directions) {
		const {value} = stepSetting(schema, name, current[name], direction);
		current = {...current, [name]: value};
	}

	return current[name];
}

const policies = Object.keys(scalingPolicies);

const table: ReadonlyArray<readonly [string, ReadonlyArray<'up' | 'down'>, unknown]> = [
	['batchSize', ['up'], 70],
	['batchSize', ['up', 'up', 'up'], 150],
	['batchSize', ['down'], 30],
	['queueSize', ['up'], 2000],
	['batchTimeout', ['up'], 700],
	['batchTimeout', ['down'], 300],
	['minWorkers', ['up'], 2],
	['minWorkers', ['down'], 1],
	['scaleUpAt', ['up'], 0.85],
	['scaleUpAt', ['up', 'up', 'up', 'up', 'up', 'up'], 1],
	['scaleDownAt', ['down'], 0.15],
	['queueBytes', ['up'], 128 * (1024 ** 2)],
	['queueBytes', ['down'], 32 * (1024 ** 2)],
	['rate', ['up'], 1100],
	['rate', ['up', 'down'], 1000],
	['maxAttempts', ['up'], 'unlimited'],
	['maxAttempts', ['down'], 1000],
	['maxAttempts', ['down', 'down'], 700],
	['maxAttempts', ['down', 'up'], 'unlimited'],
	['scaler', ['up'], policies[1]],
	['scaler', policies.map(() => 'up'), policies[0]],
	['scaler', ['down'], policies.at(-1)],
	['sinkJitter', ['up'], 0.1],
	['sinkJitter', ['up', 'down'], 0],
	['sinkJitter', ['down'], 0],
];

for (const [name, directions, value] of table) {
	test(`${name} ${directions.join(' ')} is ${String(value)}`, t => {
		t.is(walk(name, directions), value);
	});
}

test('the fastest rate of all is max, and the way back leads down from it', t => {
	t.deepEqual(stepSetting(schema, 'rate', 99_000_000, 'up'), {name: 'rate', value: 'max'});
	t.deepEqual(stepSetting(schema, 'rate', 'max', 'up'), {name: 'rate', value: 'max'});
	t.deepEqual(stepSetting(schema, 'rate', 'max', 'down'), {name: 'rate', value: 100_000_000});
});

function isOfItsType(name: string, value: SettingValue): boolean {
	const type = schema.entries.get(name)?.type;
	return type?.parse(type.name === 'duration' ? `${String(value)}ms` : String(value)).ok === true;
}

test('wherever steps lead, the value stays one of its type', t => {
	const direction = fc.constantFrom('up' as const, 'down' as const);
	fc.assert(fc.property(fc.constantFrom(...names), fc.array(direction, {maxLength: 60}), (name, directions) => {
		let current: SettingValues = settings;
		for (const way of directions) {
			const {value} = stepSetting(schema, name, current[name], way);
			current = {...current, [name]: value};
			t.true(isOfItsType(name, current[name]), `${name} ${String(value)}`);
		}
	}));
});

test('enough steps reach both bounds of every number', t => {
	const up = Array.from({length: 1200}, () => 'up' as const);
	const down = Array.from({length: 1200}, () => 'down' as const);
	const numbers = names.filter(name => schema.entries.get(name)?.type.bounds !== undefined && name !== 'rate' && name !== 'maxAttempts');
	t.true(numbers.length > 10);
	for (const name of numbers) {
		t.deepEqual({name, min: walk(name, down), max: walk(name, up)}, {name, ...schema.entries.get(name)?.type.bounds});
	}
});

test('what is typed becomes a change, or is refused with what was expected', t => {
	t.deepEqual(readChange(schema, 'batchTimeout', '1s'), {name: 'batchTimeout', value: 1000});
	t.deepEqual(readChange(schema, 'rate', 'max'), {name: 'rate', value: 'max'});
	t.regex(refusalOf(t, () => readChange(schema, 'batchSize', 'many')), /^batchSize: expected a whole number from 1 to 1M, got "many"/v);
});

test('a change as plain data is the value itself, or is refused with what was expected', t => {
	for (const name of names) {
		t.deepEqual(checkChange(schema, name, settings[name], 'change'), {name, value: settings[name]});
	}

	t.regex(refusalOf(t, () => checkChange(schema, 'batchTimeout', 0, 'change')), /^change: expected a time .*, got 0 \(as a number, in milliseconds\)/v);
	t.regex(refusalOf(t, () => checkChange(schema, 'batchTimeout', '1s', 'change')), /got "1s" \(as a number, in milliseconds\)/v);
	t.regex(refusalOf(t, () => checkChange(schema, 'scaler', 'sed', 'change')), /^change: expected step.* or [a-z]+, got "sed"/v);
});

test('a change of an option that the components in use do not have is refused by name', t => {
	const {sinkLatency, ...others} = settings;
	t.is(sinkLatency, 300);
	t.regex(refusalOf(t, () => withChange(schema, others, {name: 'sinkLatency', value: 5})), /^sinkLatency has no meaning here: it is an option of the simulated sink/v);
	t.regex(refusalOf(t, () => readChange(schema, 'gzip', 'true')), /^gzip can't change while the pipeline runs/v);
});

test('another name of a scaling policy is taken, and its own name is kept', t => {
	t.deepEqual(readChange(schema, 'scaler', 'seed'), {name: 'scaler', value: 'step'});
	t.deepEqual(readChange(schema, 'scaler', 'ideal'), {name: 'scaler', value: 'demand'});
	t.deepEqual(checkChange(schema, 'scaler', 'ideal', 'change'), {name: 'scaler', value: 'demand'});
});
