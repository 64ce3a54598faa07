import fs from 'node:fs';
import test, {type ExecutionContext} from 'ava';
import {header, type Action} from '../../../source/engine/recording/actions.js';
import {openRecordFile} from '../../../source/engine/recording/record-file.js';
import {RecordedEngine} from '../../../source/engine/recording/recorded-engine.js';
import {ReplayedEngine} from '../../../source/engine/recording/replayed-engine.js';
import type {Engine} from '../../../source/contract/engine.js';
import type {LoggedEvent} from '../../../source/contract/event.js';
import {ownPath} from '../../helpers/folder.js';
import {createVirtualEngine} from '../../helpers/virtual-engine.js';

/** The events of an engine from its start on. */
function listen(engine: Engine) {
	const events: LoggedEvent[] = [];
	const unsubscribe = engine.subscribe(snapshot => {
		events.push(...snapshot.events);
	});
	return {
		events, unsubscribe,
		byUser: () => events.filter(({source}) => source === 'you').map(({message}) => message),
		messages: () => events.map(({message}) => message),
	};
}

async function setUpReplay(actions: readonly Action[]) {
	const {engine: inner, clock} = createVirtualEngine();
	const engine = new ReplayedEngine(inner, actions, clock);
	const heard = listen(engine);
	await engine.start();
	return {engine, clock, ...heard};
}

async function setUpRecord(t: ExecutionContext, path = ownPath(t, 'r.ndjson')) {
	const {engine: inner, clock} = createVirtualEngine();
	const engine = new RecordedEngine(inner, openRecordFile(path), clock);
	const heard = listen(engine);
	await engine.start();
	return {
		engine, clock, ...heard, lines: () => fs.readFileSync(path, 'utf8').trimEnd().split('\n'),
	};
}

test('actions are kept with their time since the start, and reach the engine; looking is not kept', async t => {
	const {engine, clock, lines, byUser} = await setUpRecord(t);
	t.deepEqual(lines(), [header]);
	clock.advance(1500);
	engine.send({type: 'spike.start', factor: 3, length: 1000});
	engine.send({type: 'machine.inspect', machine: 'producer'});
	clock.advance(200.4);
	engine.send({type: 'worker.pause', id: 1});
	engine.send({type: 'drain', reason: 'signal'});
	t.deepEqual(lines(), [header, '{"at":1500,"type":"spike.start","factor":3,"length":1000}', '{"at":1700,"type":"worker.pause","id":1}']);
	clock.advance(1000);
	t.deepEqual(byUser(), ['spike ×3 for 1 s', 'worker 1 paused']);
});

test('one event says that a record can\'t be written, and the run goes on', async t => {
	const {engine, clock, messages, byUser} = await setUpRecord(t, '/dev/full');
	engine.send({type: 'producer.pause'});
	engine.send({type: 'producer.resume'});
	clock.advance(500);
	t.deepEqual(messages().filter(message => message.startsWith('recording')), ['recording ended: can\'t write /dev/full: no space left on device (ENOSPC)']);
	t.deepEqual(byUser(), ['producer paused', 'producer resumed']);
});

test('actions are repeated at their times, as commands like any other, and an event tells the end', async t => {
	const {clock, byUser, messages} = await setUpReplay([
		{at: 0, command: {type: 'producer.pause'}},
		{at: 1000, command: {type: 'producer.resume'}},
		{at: 1000, command: {type: 'worker.pause', id: 1}},
		{at: 2000, command: {type: 'worker.kill', id: 9}},
	]);
	clock.advance(999);
	t.deepEqual(byUser(), ['producer paused']);
	clock.advance(500);
	t.deepEqual(byUser(), ['producer paused', 'producer resumed', 'worker 1 paused']);
	t.false(messages().includes('replay is over'));
	clock.advance(1000);
	t.true(messages().includes('worker 9 is gone already'));
	t.deepEqual(messages().filter(message => message.startsWith('repl')), ['replaying 4 actions', 'replay is over']);
});

test('what the user does meanwhile is done as well', async t => {
	const {engine, clock, byUser} = await setUpReplay([{at: 1000, command: {type: 'producer.resume'}}]);
	engine.send({type: 'producer.pause'});
	clock.advance(2000);
	t.deepEqual(byUser(), ['producer paused', 'producer resumed']);
});

test('once the user leaves, a drain that was to come does not abort', async t => {
	const {engine, clock, messages} = await setUpReplay([{at: 1000, command: {type: 'drain', reason: 'key'}}]);
	clock.advance(900);
	engine.send({type: 'drain', reason: 'signal'});
	clock.advance(200);
	t.true(messages().includes('replay ended: 1 action left out'));
	t.false(messages().some(message => message.startsWith('already draining')));
});

test('a drain that is replayed twice aborts, as it did', async t => {
	const {engine, clock} = await setUpReplay([
		{at: 1000, command: {type: 'drain', reason: 'key'}},
		{at: 1001, command: {type: 'drain', reason: 'key'}},
	]);
	clock.advance(1001);
	const {outcome} = await engine.stopped;
	t.is(outcome, 'aborted');
});

test('after the end of a run no timer is left', async t => {
	const {engine, clock} = await setUpReplay([{at: 1_000_000_000, command: {type: 'producer.pause'}}]);
	engine.send({type: 'abort'});
	await engine.stopped;
	clock.advance(1000);
	t.is(clock.pending, 0);
});

test('a replay that is recorded gives the same record', async t => {
	const path = ownPath(t, 'r.ndjson');
	const actions: readonly Action[] = [
		{at: 10, command: {type: 'spike.start'}},
		{at: 1234, command: {type: 'fault.set', fault: {kind: 'slow', factor: 2}}},
	];
	const {engine: inner, clock} = createVirtualEngine();
	const engine = new ReplayedEngine(new RecordedEngine(inner, openRecordFile(path), clock), actions, clock);
	await engine.start();
	clock.advance(2000);
	t.is(fs.readFileSync(path, 'utf8'), `${header}\n{"at":10,"type":"spike.start"}\n{"at":1234,"type":"fault.set","fault":{"kind":"slow","factor":2}}\n`);
	t.is(engine.machineDefinitions, inner.machineDefinitions);
});

test('the events of all listeners count up by one, until the last one unsubscribes', async t => {
	const {engine, clock, events, unsubscribe} = await setUpReplay([{at: 500, command: {type: 'producer.pause'}}]);
	const other = listen(engine);
	clock.advance(1000);
	t.deepEqual(events.map(({id}) => id), events.map((_, index) => index + 1));
	t.true(other.events.length > 0);
	unsubscribe();
	other.unsubscribe();
	engine.send({type: 'producer.resume'});
	clock.advance(1000);
	t.false(events.some(({message}) => message === 'producer resumed'));
});
