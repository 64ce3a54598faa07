import test from 'ava';
import {EventLog} from '../../source/engine/event-log.js';
import {SinkHealth} from '../../source/engine/sink-health.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';

test('events are numbered, dated and taken along once', t => {
	const clock = new VirtualClock(0);
	const log = new EventLog(clock);
	log.add({level: 'info', source: 'you', message: 'a'});
	clock.advance(5);
	log.add({
		level: 'error', source: 'sink', message: 'b', detail: 'c', mark: 'd',
	});
	t.deepEqual(log.takeAll(), [
		{
			id: 1, at: 0, level: 'info', source: 'you', message: 'a',
		},
		{
			id: 2, at: 5000, level: 'error', source: 'sink', message: 'b', detail: 'c', mark: 'd',
		},
	]);
	t.deepEqual(log.takeAll(), []);
	log.add({level: 'info', source: 'you', message: 'e'});
	t.is(log.takeAll()[0]?.id, 3);
});

test('where more happens than anybody reads, the oldest goes', t => {
	const log = new EventLog(new VirtualClock());
	for (let index = 1; index <= 1500; index++) {
		log.add({level: 'info', source: 'worker', message: String(index)});
	}

	const events = log.takeAll();
	t.is(events.length, 1000);
	t.deepEqual([events[0]?.message, events.at(-1)?.message], ['501', '1500']);
});

test('what a sink fails with is said once, until it changes or goes well', t => {
	const log = new EventLog(new VirtualClock());
	const health = new SinkHealth(log);
	health.succeeded();
	t.is(health.problem, undefined);
	for (const [kind, message] of [['retry', 'down'], ['retry', 'down'], ['denied', '403'], ['refused', '400']] as const) {
		health.failed({kind, message, outcomeUnknown: false});
	}

	t.is(health.problem, '400');
	health.succeeded();
	health.succeeded();
	t.is(health.problem, undefined);
	health.failed({kind: 'retry', message: 'down', outcomeUnknown: false});
	t.deepEqual(log.takeAll().map(({level, message}) => `${level} ${message}`), [
		'warning down', 'error 403', 'error 400', 'info delivering again', 'warning down',
	]);
});
