import test from 'ava';
import fc from 'fast-check';
import {niceMaximum} from '../../source/text/bars.js';
import {
	bytes, capitalise, compact, duration, grouped, milliseconds, percent, percentColumn, perSecond, stopwatch,
} from '../../source/text/format.js';

const tables: ReadonlyArray<readonly [string, (value: number) => string, ReadonlyArray<readonly [number, string]>]> = [
	['compact', compact, [[0, '0'], [833, '833'], [999.4, '999'], [999.5, '1.00k'], [1234, '1.23k'], [9994, '9.99k'], [9996, '10.0k'], [48_210, '48.2k'], [99_960, '100k'], [999_499, '999k'], [999_500, '1.00M'], [5e6, '5.00M'], [-1, '0']]],
	['grouped', grouped, [[0, '0'], [999, '999'], [1000, '1,000'], [1_283_004, '1,283,004']]],
	['perSecond', perSecond, [[0, '0/s'], [48_210, '48.2k/s']]],
	['percent', percent, [[0, '0 %'], [0.314, '31 %'], [1, '100 %'], [1.07, '107 %'], [-1, '0 %'], [50, '999 %']]],
	['percentColumn', percentColumn, [[0, '  0 %'], [0.314, ' 31 %'], [1, '100 %']]],
	['duration', duration, [[0, '0 ms'], [0.44, '0.4 ms'], [1, '1 ms'], [9.96, '10 ms'], [38.4, '38 ms'], [999.6, '1 s'], [1234, '1.2 s'], [10_000, '10 s'], [59_960, '1 min'], [125_000, '2 min 5 s'], [3_600_000, '1 h'], [11_520_000, '3 h 12 min']]],
	['milliseconds', milliseconds, [[4.12, '4.1'], [99.9, '99.9'], [99.96, '100'], [1204, '1,204'], [123_456, '123k']]],
	['stopwatch', stopwatch, [[0, '00:00:00'], [82_999, '00:01:22'], [360_000_000, '100:00:00']]],
	['bytes', bytes, [[0, '0 B'], [999, '999 B'], [1000, '0.98 KiB'], [67_108_864, '64.0 MiB'], [1_073_741_824, '1.00 GiB']]],
	['niceMaximum', value => String(niceMaximum(value)), [[0, '10'], [10, '10'], [11, '12'], [61_000, '80000'], [1000, '1000'], [1001, '1200']]],
];

for (const [name, format, rows] of tables) {
	for (const [value, expected] of rows) {
		test(`${name} writes ${value} as ${expected}`, t => {
			t.is(format(value), expected);
		});
	}
}

test('a text gets its first letter in upper case', t => {
	t.deepEqual(['', 'a word', '世界'].map(text => capitalise(text)), ['', 'A word', '世界']);
});

test('a time that was not measured is a dash', t => {
	t.is(milliseconds(undefined), '–');
});

test('whatever the number, a rate takes at most seven characters', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.double({min: 0, max: 9e14, noNaN: true}), value => perSecond(value).length <= 7));
	});
});
