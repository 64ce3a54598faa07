import test from 'ava';
import {Moment} from '../../source/engine/moment.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';

function createTickingMoment() {
	let at = 0;
	return new Moment(Object.assign(new VirtualClock(), {
		now() {
			at++;
			return at;
		},
	}));
}

test('each reading is another one, but for those within one moment', t => {
	const moment = createTickingMoment();
	t.is(moment.now(), 1);
	t.is(moment.now(), 2);
	const readings: number[] = [];
	moment.hold(() => {
		readings.push(moment.now(), moment.now());
	});
	t.deepEqual(readings, [3, 3]);
	t.is(moment.now(), 4);
});

test('a moment within another is the same one', t => {
	const moment = createTickingMoment();
	moment.hold(() => {
		moment.hold(() => {
			t.is(moment.now(), 1);
		});
		t.is(moment.now(), 1);
	});
	t.is(moment.now(), 2);
});

test('what fails ends its moment', t => {
	const moment = createTickingMoment();
	t.throws(() => {
		moment.hold(() => {
			moment.now();
			throw new Error('no');
		});
	});
	t.is(moment.now(), 2);
});
