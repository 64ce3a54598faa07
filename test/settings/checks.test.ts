import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import {checkTogether} from '../../source/settings/checks.js';
import type {SettingValues} from '../../source/settings/declaration.js';
import {withChange} from '../../source/settings/live-changes.js';
import {plainDefaults} from '../../source/settings/resolve.js';
import {refusalOf} from '../helpers/refusal.js';

const settings: SettingValues = {...plainDefaults(schema), rate: 1000};

const table: ReadonlyArray<readonly [SettingValues, RegExp]> = [
	[{minWorkers: 11}, /--min-workers 11.*more than --max-workers 10/v],
	[{queueSize: 10}, /--batch-size 50.*more than --queue-size 10.*can never fill.*lower --batch-size or raise --queue-size/v],
	[{scaleDownAt: 0.8}, /--scale-down-at 0\.8.*must be less than --scale-up-at 0\.8/v],
	[{backoffBase: 60_000}, /--backoff-base 1m.*more than --backoff-cap 30s/v],
	[{sinkJitter: 301}, /--sink-jitter 301ms.*more than --sink-latency 300ms/v],
];

for (const [change, said] of table) {
	test(`${JSON.stringify(change)} does not go with the defaults, and both settings are named`, t => {
		t.regex(refusalOf(t, () => {
			checkTogether(schema, {...settings, ...change}, {});
		}), said);
	});
}

test('equal bounds go together', t => {
	t.notThrows(() => {
		checkTogether(schema, {
			...settings, minWorkers: 10, batchSize: 1500, backoffBase: 30_000, sinkJitter: 300,
		}, {});
	});
});

test('a change of a running pipeline is checked against the rest', t => {
	t.is(withChange(schema, settings, {name: 'minWorkers', value: 10}).minWorkers, 10);
	t.regex(refusalOf(t, () => withChange(schema, settings, {name: 'minWorkers', value: 11})), /^minWorkers 11 is more than maxWorkers 10/v);
});
