import test from 'ava';
import fc from 'fast-check';
import {
	countUnits, formatScaled, measure, scale, sizeUnits, timeUnits, type Unit,
} from '../../../source/settings/values/units.js';

function parse(text: string, units: readonly Unit[]): number | undefined {
	const measured = measure(text);
	return measured && scale(measured, units);
}

const formats: ReadonlyArray<readonly [number, readonly Unit[], string]> = [
	[0.1, timeUnits, '100us'],
	[0, timeUnits, '0ms'],
	[1, timeUnits, '1ms'],
	[500, timeUnits, '500ms'],
	[1500, timeUnits, '1.5s'],
	[30_000, timeUnits, '30s'],
	[90_000, timeUnits, '90s'],
	[300_000, timeUnits, '5m'],
	[3_600_000, timeUnits, '1h'],
	[1500, countUnits, '1500'],
	[1477, countUnits, '1477'],
	[10_000, countUnits, '10k'],
	[1_500_000, countUnits, '1.5M'],
	[64 * (1024 ** 2), sizeUnits, '64MiB'],
	[16_000_000, sizeUnits, '16MB'],
	[1, sizeUnits, '1'],
];

for (const [value, units, text] of formats) {
	test(`${value} is shown as ${text}`, t => {
		t.is(formatScaled(value, units), text);
	});
}

test('what is shown reads back as the same value, whatever the value', t => {
	for (const units of [timeUnits, countUnits, sizeUnits]) {
		fc.assert(fc.property(fc.double({min: 0, max: 1e15, noNaN: true}), value => {
			t.is(parse(formatScaled(value, units), units), value);
		}));
		fc.assert(fc.property(fc.nat(), value => {
			t.is(parse(formatScaled(value, units), units), value);
		}));
	}
});

test('a decimal times a unit is exact', t => {
	t.is(parse('1.005k', countUnits), 1005);
	t.is(parse('0.3s', timeUnits), 300);
	t.is(parse('100us', timeUnits), 0.1);
});

test('a number may have an exponent, a bare point and a space before its unit', t => {
	t.is(parse('1e6', countUnits), 1_000_000);
	t.is(parse('.5k', countUnits), 500);
	t.is(parse('2. k', countUnits), 2000);
});

for (const text of ['', ' ', 'abc', '-5', '1,000', '1 000', '0x10', '1..2', 'k', '5e', '1kk', 'Infinity', 'NaN', '１']) {
	test(`${JSON.stringify(text)} is no count`, t => {
		t.is(parse(text, countUnits), undefined);
	});
}
