import test from 'ava';
import fc from 'fast-check';
import {schema} from '../../../source/cli/schema.js';
import {addressType} from '../../../source/settings/components/find-component.js';
import {
	count, countOr, duration, durationOrNone, factor, share, size,
} from '../../../source/settings/values/numbers.js';
import {intervalAsRate, rate} from '../../../source/settings/values/rate.js';
import {
	choice, line, onOff, type SettingValue, type ValueType,
} from '../../../source/settings/values/types.js';
import {valueOf} from '../../../source/settings/values/parse-result.js';

const second = duration({min: 1, max: 60_000});
const whole = count({min: 1, max: 1_000_000});
const attempts = countOr('unlimited', {min: 1, max: 100});
const limit = countOr(undefined, {min: 1, max: 100});
const bytes = size({min: 1, max: 1024 ** 3});
const times = factor({min: 1, max: 1000});

function reads<Value extends SettingValue>(type: ValueType<Value>, text: string, value: Value): void {
	test(`${type.name}: ${JSON.stringify(text)} is ${JSON.stringify(value) ?? 'none'}`, t => {
		t.deepEqual(type.parse(text), {ok: true, value});
	});
}

function refuses<Value extends SettingValue>(type: ValueType<Value>, text: string, hint?: string): void {
	test(`${type.name}: ${JSON.stringify(text)} is refused${hint === undefined ? '' : ' with a hint'}`, t => {
		t.deepEqual(type.parse(text), {ok: false, hint});
	});
}

reads(second, '500ms', 500);
reads(second, ' 1.5 s ', 1500);
reads(second, '1m', 60_000);
refuses(second, '2m');
refuses(second, '100us');
refuses(second, '500', 'add the unit: 500us, 500ms, 500s, 500m or 500h');
refuses(second, '5M');
refuses(second, 'soon');
reads(durationOrNone({min: 1, max: 10}), 'none', undefined);
reads(durationOrNone({min: 1, max: 10}), '5ms', 5);

reads(whole, '50', 50);
reads(whole, '10k', 10_000);
reads(whole, '1K', 1000);
reads(whole, '1e3', 1000);
refuses(whole, '0');
refuses(whole, '1.5');
refuses(whole, '2M');
refuses(whole, '-5');
reads(attempts, 'unlimited', 'unlimited');
reads(attempts, '3', 3);
refuses(attempts, 'none');
reads(limit, 'none', undefined);
refuses(limit, '101');

reads(bytes, '64MiB', 67_108_864);
reads(bytes, '16mb', 16_000_000);
reads(bytes, '1k', 1000);
reads(bytes, '1Ki', 1024);
reads(bytes, '512', 512);
refuses(bytes, '2GiB');
refuses(bytes, '0.5');
refuses(bytes, '5 apples');

reads(share(), '0.8', 0.8);
reads(share(), '80%', 0.8);
reads(share(), '7%', 0.07);
reads(share(), '1', 1);
refuses(share(), '80', 'did you mean 80%?');
refuses(share(), '101%');
refuses(share(), '0.5k');

reads(times, '5', 5);
reads(times, '×5', 5);
reads(times, 'x1.5', 1.5);
refuses(times, '0.5');
refuses(times, '5k');

reads(rate, '500', 500);
reads(rate, '10k', 10_000);
reads(rate, '1.5M', 1_500_000);
reads(rate, '10k/s', 10_000);
reads(rate, 'max', 'max');
refuses(rate, '0');
refuses(rate, 'abc');
refuses(rate, '1ms', 'for the time between two records say --interval 1ms');

reads(intervalAsRate, '1ms', 1000);
reads(intervalAsRate, '100us', 10_000);
refuses(intervalAsRate, '0ms', 'for as many records as the queue takes say --rate max');
refuses(intervalAsRate, 'max', 'for as many records as the queue takes say --rate max');
refuses(intervalAsRate, '5', 'add the unit: 5us, 5ms, 5s, 5m or 5h');

reads(choice(['step', 'demand'], new Map([['ideal', 'demand']])), 'ideal', 'demand');
reads(choice(['step', 'demand']), 'demand', 'demand');
refuses(choice(['step', 'demand'], new Map([['ideal', 'demand']])), 'demandd', 'did you mean demand?');
refuses(choice(['step', 'demand'], new Map([['ideal', 'demand']])), 'kubernetes');
reads(onOff, 'true', true);
reads(onOff, 'false', false);
refuses(onOff, 'yes', 'write true');
refuses(onOff, 'TRUE', 'write true');
refuses(onOff, 'off', 'write false');
refuses(onOff, 'maybe');
reads(whole, '10_000', 10_000);
refuses(whole, '_10');
refuses(whole, '1__0');
reads(line('<type>', 'a type'), 'text/plain', 'text/plain');
refuses(line('<type>', 'a type'), ' ');
refuses(line('<type>', 'a type'), 'text/plain\r\nX-Evil: 1');
const sink = addressType('sink', schema.components.sink);
reads(sink, 'file:out.log', 'file:out.log');
refuses(sink, 'ftp://x', 'there is no sink for ftp:');

function roundTrips<Value extends SettingValue>(title: string, type: ValueType<Value>, values: fc.Arbitrary<Value>): void {
	test(`${title}: what is shown reads back as the same value`, t => {
		fc.assert(fc.property(values, value => {
			t.deepEqual(type.parse(type.format(value)), {ok: true, value});
		}));
	});
}

const number = (min: number, max: number) => fc.double({min, max, noNaN: true});
roundTrips('duration', second, number(1, 60_000));
roundTrips('duration or none', durationOrNone({min: 1, max: 60_000}), fc.option(fc.integer({min: 1, max: 60_000}), {nil: undefined}));
roundTrips('count', whole, fc.integer({min: 1, max: 1_000_000}));
roundTrips('count or unlimited', attempts, fc.oneof(fc.constant('unlimited' as const), fc.integer({min: 1, max: 100})));
roundTrips('count or none', limit, fc.option(fc.integer({min: 1, max: 100}), {nil: undefined}));
roundTrips('size', bytes, fc.integer({min: 1, max: 1024 ** 3}));
roundTrips('share', share(), number(0, 1));
roundTrips('factor', times, number(1, 1000));
roundTrips('rate', rate, fc.oneof(fc.constant('max' as const), number(0.001, 1e9)));
roundTrips('switch', onOff, fc.boolean());

test('interval: a time that was given is shown as that time again', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 900_000_000}), microseconds => {
		const value = valueOf(intervalAsRate.parse(`${microseconds}us`), 'interval', '', '');
		t.deepEqual(duration({min: 0, max: 1e9}).parse(intervalAsRate.format(value)), {ok: true, value: Number((microseconds / 1000).toPrecision(12))});
	}));
	t.is(intervalAsRate.format('max'), 'max');
});
