import test from 'ava';
import fc from 'fast-check';
import {
	checkChange, fixedChangesBetween, readChange, stepSetting,
} from '../../source/settings/live-changes.js';
import {defaults} from '../../source/settings/resolve.js';
import {liveNames, schema, type LiveName} from '../../source/settings/schema.js';
import type {LiveSettings, Settings} from '../../source/settings/settings.js';
import {refusalOf} from '../helpers/refusal.js';

const settings: LiveSettings = {...defaults, rate: 1000};

function walk(name: LiveName, directions: ReadonlyArray<'up' | 'down'>): unknown {
	let current: LiveSettings = settings;
	for (const direction of directions) {
		const {value} = stepSetting(name, current[name], direction);
		current = {...current, [name]: value};
	}

	return current[name];
}

const table: ReadonlyArray<readonly [LiveName, ReadonlyArray<'up' | 'down'>, unknown]> = [
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
	['scaler', ['up'], 'ideal'],
	['scaler', ['up', 'up'], 'seed'],
	['scaler', ['down'], 'ideal'],
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
	t.deepEqual(stepSetting('rate', 99_000_000, 'up'), {name: 'rate', value: 'max'});
	t.deepEqual(stepSetting('rate', 'max', 'up'), {name: 'rate', value: 'max'});
	t.deepEqual(stepSetting('rate', 'max', 'down'), {name: 'rate', value: 100_000_000});
});

function isOfItsKind(name: LiveName, value: number | string): boolean {
	const {type: kind} = schema[name];
	return kind.parse(kind.name === 'duration' ? `${value}ms` : String(value)).ok;
}

test('wherever steps lead, the value stays one of its kind', t => {
	const direction = fc.constantFrom('up' as const, 'down' as const);
	fc.assert(fc.property(fc.constantFrom(...liveNames), fc.array(direction, {maxLength: 60}), (name, directions) => {
		let current: LiveSettings = settings;
		for (const way of directions) {
			const {value} = stepSetting(name, current[name], way);
			current = {...current, [name]: value};
			t.true(isOfItsKind(name, current[name]), `${name} ${String(value)}`);
		}
	}));
});

test('enough steps reach both bounds of every number', t => {
	const up = Array.from({length: 1200}, () => 'up' as const);
	const down = Array.from({length: 1200}, () => 'down' as const);
	const numbers = liveNames.filter(name => schema[name].type.bounds !== undefined && name !== 'rate' && name !== 'maxAttempts');
	t.true(numbers.length > 10);
	for (const name of numbers) {
		t.deepEqual({name, min: walk(name, down), max: walk(name, up)}, {name, ...schema[name].type.bounds});
	}
});

test('what is typed becomes a change, or is refused with what was expected', t => {
	t.deepEqual(readChange('batchTimeout', '1s'), {name: 'batchTimeout', value: 1000});
	t.deepEqual(readChange('rate', 'max'), {name: 'rate', value: 'max'});
	t.regex(refusalOf(t, () => readChange('batchSize', 'many')), /^batchSize: expected a whole number from 1 to 1M, got "many"/v);
});

test('a change as plain data is the value itself, or is refused with what was expected', t => {
	for (const name of liveNames) {
		t.deepEqual(checkChange(name, settings[name], 'change'), {name, value: settings[name]});
	}

	t.regex(refusalOf(t, () => checkChange('batchTimeout', 0, 'change')), /^change: expected a time .*, got 0 \(as a number, in milliseconds\)/v);
	t.regex(refusalOf(t, () => checkChange('batchTimeout', '1s', 'change')), /got "1s" \(as a number, in milliseconds\)/v);
	t.regex(refusalOf(t, () => checkChange('scaler', 'sed', 'change')), /^change: expected seed or ideal, got "sed"/v);
});

test('what can\'t change in a running pipeline is named', t => {
	const before: Settings = {
		...defaults, rate: 1000, source: 'synthetic', sink: 'simulated', seed: 1,
	};
	t.deepEqual(fixedChangesBetween(before, {
		...before, sink: 'null', batchSize: 7, gzip: true,
	}), ['sink', 'gzip']);
	t.deepEqual(fixedChangesBetween(before, {...before}), []);
});
