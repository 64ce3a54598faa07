import test from 'ava';
import fc from 'fast-check';
import {scalingPolicies} from '../../../source/domain/scaling/registry.js';
import {anyMetrics, anySettings} from '../../helpers/scaling-cases.js';

test('every policy stays within the bounds and says why in one line', t => {
	fc.assert(fc.property(anyMetrics, anySettings, fc.constantFrom(...Object.values(scalingPolicies)), (metrics, settings, policy) => {
		const {desired, reason} = policy.decide(metrics, settings);
		t.true(Number.isInteger(desired));
		t.true(desired >= settings.minWorkers && desired <= settings.maxWorkers);
		t.regex(reason, /^[^\n]+$/v);
	}));
});

test('no two policies share a name or another name', t => {
	const names = Object.values(scalingPolicies).flatMap(({name, aliases}) => [name, ...aliases]);
	t.is(new Set(names).size, names.length);
});
