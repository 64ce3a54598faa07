import test from 'ava';
import {pressureAt, pressures, pressureSleep} from '../../source/domain/pressure.js';

for (const [usage, pressure, sleep] of [
	[0, 'free', 0],
	[0.8, 'free', 0],
	[0.8001, 'light', 0.5],
	[0.9, 'light', 0.5],
	[0.9001, 'moderate', 1],
	[0.95, 'moderate', 1],
	[0.9501, 'heavy', 2],
	[0.9999, 'heavy', 2],
	[1, 'blocked', 2],
	[1.2, 'blocked', 2],
] as const) {
	test(`at a usage of ${usage} the pressure is ${pressure}, and ${sleep} ms a record`, t => {
		t.is(pressureAt(usage), pressure);
		t.is(pressureSleep[pressure], sleep);
	});
}

test('the thresholds are exact at the default queue of 1,500 records', t => {
	const first = (pressure: string) => Array.from({length: 1501}, (_, depth) => depth).find(depth => pressureAt(depth / 1500) === pressure);
	t.deepEqual(pressures.map(pressure => first(pressure)), [0, 1201, 1351, 1426, 1500]);
});
