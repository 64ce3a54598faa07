import test from 'ava';
import {PressureTimer} from '../../source/domain/pressure-timer.js';

test('the time under each pressure adds up, that of the present one too', t => {
	const timer = new PressureTimer(100);
	t.is(timer.pressure, 'free');
	timer.change('light', 110);
	timer.change('blocked', 113);
	timer.change('light', 120);
	t.is(timer.pressure, 'light');
	t.deepEqual(timer.times(150), {
		free: 10, light: 33, moderate: 0, heavy: 0, blocked: 7,
	});
	t.is(timer.times(151).light, 34, 'asking changes nothing');
});
