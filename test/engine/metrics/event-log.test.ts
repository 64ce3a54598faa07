import test from 'ava';
import {EventLog} from '../../../source/engine/metrics/event-log.js';
import {SinkHealth} from '../../../source/engine/sink/sink-health.js';
import {VirtualClock} from '../../../source/simulation/virtual-clock.js';

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

test('where too much happens, the oldest event is left out', t => {
	const log = new EventLog(new VirtualClock());
	for (let index = 1; index <= 1500; index++) {
		log.add({level: 'info', source: 'worker', message: String(index)});
	}

	const events = log.takeAll();
	t.is(events.length, 1001);
	t.deepEqual([events[0]?.message, events.at(-2)?.message, events.at(-1)?.message], ['501', '1500', '500 more events are not shown']);
});

test('verbose events make room for the rest, and an event says so', t => {
	const log = new EventLog(new VirtualClock());
	log.add({level: 'info', source: 'scaler', message: 'first'});
	for (let index = 1; index <= 1500; index++) {
		log.add({
			level: 'info', source: 'worker', message: String(index), isVerbose: true,
		});
	}

	log.add({level: 'info', source: 'scaler', message: 'last'});
	const events = log.takeAll();
	t.is(events[0]?.message, 'first');
	t.deepEqual(events.slice(-2).map(({message}) => message), ['last', '502 more events are not shown']);
	t.deepEqual(log.takeAll(), []);
});

test('a failure of the sink is logged once, until its topic changes or no batch fails for a second', t => {
	const clock = new VirtualClock();
	const log = new EventLog(clock);
	const health = new SinkHealth(log, clock);
	health.succeeded();
	t.is(health.problem, undefined);
	for (const [kind, message] of [['retry', 'down'], ['retry', 'down'], ['denied', '403'], ['refused', '400']] as const) {
		health.failed({kind, message, outcomeUnknown: false});
	}

	t.is(health.problem, '400');
	health.succeeded();
	t.is(health.problem, '400');
	clock.advance(1000);
	health.succeeded();
	health.succeeded();
	t.is(health.problem, undefined);
	health.failed({kind: 'retry', message: 'down', outcomeUnknown: false});
	t.deepEqual(log.takeAll().map(({level, message}) => `${level} ${message}`), [
		'warning down', 'error 403', 'error 400', 'info delivering again', 'warning down',
	]);
});

test('failures of one topic are logged once, whatever their particulars', t => {
	const clock = new VirtualClock();
	const log = new EventLog(clock);
	const health = new SinkHealth(log, clock);
	for (const id of [1, 2, 3]) {
		health.failed({
			kind: 'retry', message: `500: request ${id}`, topic: '500', outcomeUnknown: false,
		});
	}

	t.is(health.problem, '500: request 3');
	t.deepEqual(log.takeAll().map(({message}) => message), ['500: request 1']);
});
