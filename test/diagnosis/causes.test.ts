import test from 'ava';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {causes} from '../../source/diagnosis/causes/causes.js';
import type {Facts} from '../../source/diagnosis/facts.js';
import {limits, type Limit} from '../../source/diagnosis/verdict.js';
import {factsWith, workerWith} from '../helpers/facts.js';
import {snapshotWith} from '../helpers/snapshots.js';

type Case = {
	readonly title: string;
	readonly limit: Limit;
	readonly facts?: Partial<Omit<Facts, 'snapshot'>>;
	readonly snapshot?: Partial<Snapshot>;
	readonly says: RegExp;
	readonly advises?: RegExp;
};

const plain = snapshotWith({});
const pressed = {
	heldBack: 0.6, usage: 0.95, busy: 0.93, workers: 10, processed: 1600, now: 1600, best: 1600,
};
const real: Partial<Snapshot> = {source: {name: 'stdin'}, producer: {...plain.producer, isGenerated: false, isPaced: false}};
const away = {failuresInRow: 5, undelivered: 8000, unanswered: 300};
const inFlight: Partial<Snapshot> = {ledger: {...plain.ledger, inFlight: {records: 500, bytes: 40_000}, batched: {records: 8239, bytes: 1}}};
const refusesWith = (problem: string): Partial<Snapshot> => ({sink: {...plain.sink, problem, isRefusal: true}});
const failsWith = (problem: string): Partial<Snapshot> => ({sink: {...plain.sink, problem}});
const withFault = (fault: Snapshot['sink']['fault']): Partial<Snapshot> => ({sink: {...plain.sink, fault}, rates: {produced: 1000, processed: 457}});
const withWorkers = (states: ReadonlyArray<Snapshot['workers'][number]['state']>): Partial<Snapshot> => ({workers: states.map((state, index) => workerWith(index + 1, state))});
const withSettings = (settings: Partial<Snapshot['settings']>): Partial<Snapshot> => ({settings: {...plain.settings, ...settings}});

const cases: readonly Case[] = [
	{
		title: 'a pipeline that has ended', limit: 'none', snapshot: {state: 'stopped'}, says: /is stopped/v,
	},
	{
		title: 'a producer that has stopped', limit: 'none', facts: {demand: undefined}, snapshot: {producer: {...plain.producer, state: 'stopped'}}, says: /producer is stopped/v,
	},
	{
		title: 'a drain', limit: 'draining', snapshot: {state: 'draining', ...inFlight}, says: /^8,739 records left, 0\/s go out/v,
	},
	{
		title: 'a drain that hangs', limit: 'draining', facts: {undelivered: 4200}, snapshot: {state: 'draining', ...inFlight}, says: /^8,739 records left, and none has gone out for 4 s/v,
	},
	{
		title: 'a full disk', limit: 'space', facts: away, snapshot: failsWith('file:/a: no space left on device (ENOSPC)'), says: /can't grow: .*ENOSPC/v, advises: /make room/v,
	},
	{
		title: 'a limit on the size of files', limit: 'space', facts: away, snapshot: failsWith('file:/a: file too large (EFBIG)'), says: /can't grow/v, advises: /ulimit -f/v,
	},
	{
		title: 'a fault that hangs', limit: 'fault', facts: {...away, failuresInRow: 0}, snapshot: withFault({kind: 'hanging'}), says: /no batch is answered, as you set it/v, advises: /undo the fault/v,
	},
	{
		title: 'a fault that fails', limit: 'fault', snapshot: withFault({kind: 'failing', share: 0.1}), says: /10 % of batches fail, as you set it; 457\/s/v, advises: /undo/v,
	},
	{
		title: 'a fault that slows', limit: 'fault', facts: pressed, snapshot: withFault({kind: 'slow', factor: 5}), says: /slow ×5, as you set it; 457\/s get through/v, advises: /undo/v,
	},
	{
		title: 'a fault that slows, and in is out', limit: 'fault', facts: {busy: 1}, snapshot: withFault({kind: 'slow', factor: 5}), says: /slow ×5/v,
	},
	{
		title: 'a receiver that is away', limit: 'failing', facts: away, snapshot: {...failsWith('connection refused'), ...inFlight}, says: /^nothing delivered for 8 s, every batch fails: connection refused/v, advises: /repair it/v,
	},
	{
		title: 'half of the batches fail', limit: 'failing', facts: {failing: 0.5}, says: /^50 % of the batches fail/v,
	},
	{
		title: 'a receiver that does not answer', limit: 'noAnswer', facts: {unanswered: 8400}, snapshot: inFlight, says: /^no answer for 8 s: 5 workers wait/v, advises: /look at the receiver: it takes the records and does not answer$/v,
	},
	{
		title: 'one that failed before, and does not answer now', limit: 'noAnswer', facts: {
			...away, unanswered: 4200, lastAnswerTime: 300, waiting: 1,
		}, snapshot: {...failsWith('HTTP 503'), ...inFlight}, says: /^no answer for 4 s: 1 worker waits/v,
	},
	{
		title: 'one whose failures take that long', limit: 'failing', facts: {
			...away, unanswered: 4200, lastAnswerTime: 3000, waiting: 1,
		}, snapshot: {...failsWith('HTTP 503'), ...inFlight}, says: /every batch fails: HTTP 503/v,
	},
	{
		title: 'one with a timeout', limit: 'noAnswer', facts: {unanswered: 8400}, snapshot: {...inFlight, ...withSettings({sinkTimeout: 30_000})}, says: /no answer/v, advises: /after 30 s \(sinkTimeout\)/v,
	},
	{
		title: 'what is sent and never confirmed', limit: 'noAnswer', facts: {unanswered: 2500, waiting: 0}, snapshot: inFlight, says: /what was sent is not confirmed/v,
	},
	{
		title: 'records that are refused', limit: 'deadLetters', facts: {refused: 0.4}, says: /^40 % of the records are refused/v, advises: /dead-letter file/v,
	},
	{
		title: 'records that are refused one by one', limit: 'deadLetters', facts: {...away, refused: 0}, snapshot: {...refusesWith('HTTP 400'), ...inFlight}, says: /^100 % of the records are refused for good; batches are halved until single ones are left; HTTP 400$/v,
	},
	{
		title: 'a paused producer', limit: 'paused', snapshot: {producer: {...plain.producer, state: 'paused'}}, says: /^the producer is paused$/v, advises: /\(P\)/v,
	},
	{
		title: 'all workers paused', limit: 'paused', facts: {workers: 2, paused: 2}, snapshot: withWorkers(['paused', 'paused']), says: /^all 2 workers are paused/v, advises: /2 paused workers/v,
	},
	{
		title: 'some workers paused', limit: 'paused', facts: {...pressed, paused: 3}, snapshot: withWorkers(['paused', 'flushing']), says: /^3 of 10 workers are paused/v, advises: /paused workers/v,
	},
	{
		title: 'an engine without time', limit: 'engine', facts: {demand: undefined}, snapshot: {utilisation: 0.99}, says: /busy 99 %/v, advises: /second Millrace/v,
	},
	{
		title: 'a source that is silent', limit: 'silent', facts: {silence: 9300, demand: undefined, produced: 0}, snapshot: real, says: /^stdin is silent for 9 s/v,
	},
	{
		title: 'a receiver that got slower', limit: 'slower', facts: {...pressed, slowdown: {from: 300, processed: 1600}, flushTime: 1500}, says: /took 300 ms and takes 1.5 s/v, advises: /look at the receiver/v,
	},
	{
		title: 'one whose slow batches are still away', limit: 'slower', facts: {
			...pressed, processed: 700, flushTime: 200, now: 500,
		}, says: /it took 1.60k\/s/v,
	},
	{
		title: 'workers that don\'t help', limit: 'sink', facts: {...pressed, demand: undefined, enough: 4}, says: /^10 workers bring no more than 4 did/v, advises: /more workers won't help/v,
	},
	{
		title: 'a fast sink at its end', limit: 'sink', facts: {
			...pressed, demand: undefined, flushTime: 1, processed: 900_000, now: 900_000, best: 900_000,
		}, says: /and no more$/v,
	},
	{
		title: 'bytes in the hands of workers', limit: 'hands', snapshot: {queue: {...plain.queue, bytes: 67_000_000}}, says: /records are in workers' hands/v, advises: /raise queueBytes to 128/v,
	},
	{
		title: 'a queue that is worked off', limit: 'catchingUp', facts: {
			...pressed, growth: -400, demand: undefined, produced: 800,
		}, says: /^the queue is worked off/v,
	},
	{
		title: 'too few workers yet', limit: 'scaler', facts: {
			...pressed, workers: 3, demand: 1500, processed: 500, now: 500, best: 500,
		}, says: /^3 workers of 10 so far; 1.50k\/s × 300 ms \/ 50 = 9 are needed/v, advises: /minWorkers 9/v,
	},
	{
		title: 'as many workers as are allowed', limit: 'maximum', facts: {...pressed, demand: 5000}, says: /^10 × 50 \/ 300 ms = 1,667\/s .* 30 are needed/v, advises: /raise maxWorkers to 30$/v,
	},
	{
		title: 'a source that is never done', limit: 'maximum', facts: {...pressed, demand: undefined}, says: /= 1,667\/s/v, advises: /raise maxWorkers to 20$/v,
	},
	{
		title: 'a spike that no workers could take', limit: 'maximum', facts: {...pressed, demand: 8000}, snapshot: {producer: {...plain.producer, spike: {factor: 5, remaining: 9000}}}, says: /are needed/v, advises: /queueSize 64k holds this spike/v,
	},
	{
		title: 'a queue that is too small', limit: 'queue', facts: {...pressed, busy: 0.3}, snapshot: withSettings({queueSize: 100}), says: /holds the producer back 60 % of the time/v, advises: /raise queueSize to/v,
	},
	{
		title: 'a queue smaller than what is due at once', limit: 'queue', facts: {busy: 0.3, produced: 500, usage: 0}, says: /fit through the queue/v, advises: /queueSize/v,
	},
	{
		title: 'all of a source passes', limit: 'source', facts: {demand: undefined}, snapshot: real, says: /of stdin pass$/v,
	},
	{title: 'all of the rate passes', limit: 'rate', says: /^all of the 1.00k\/s pass/v},
	{
		title: 'a linger that is the delay', limit: 'rate', facts: {lingerShare: 1, flushTime: 30, busy: 0.1}, says: /^all of the/v, advises: /lower batchTimeout to 250 ms/v,
	},
	{
		title: 'a queue that is the delay', limit: 'rate', snapshot: {queue: {...plain.queue, depth: 700}}, says: /^all of the/v, advises: /minWorkers 7 empties it/v,
	},
];

for (const {title, limit, facts = {}, snapshot = {}, says, advises} of cases) {
	test(`${title}: ${limit}`, t => {
		const whole = factsWith(facts, snapshot);
		const found = causes.find(({judge}) => judge(whole) !== undefined);
		t.is(found?.limit, limit);
		t.regex(found?.judge(whole)?.join('\n') ?? '', new RegExp(says.source, 'mv'));
		const advice = found?.advise?.(whole)?.text;
		t.regex(advice ?? '', advises ?? /^/v);
	});
}

test('every limit but that of a window that is too short has a cause', t => {
	t.deepEqual(limits.filter(limit => limit !== 'settling' && !causes.some(cause => cause.limit === limit)), []);
});

test('advice names no setting that the run does not have', t => {
	const {sinkTimeout: _, ...settings} = plain.settings;
	for (const {facts = {}, snapshot = {}} of cases.filter(({title}) => title !== 'one with a timeout')) {
		const whole = factsWith(facts, {...snapshot, settings: {...settings, ...snapshot.settings}});
		const commands = causes.find(({judge}) => judge(whole) !== undefined)?.advise?.(whole)?.commands ?? [];
		t.true(commands.every(command => command.type !== 'setting.set' || Object.hasOwn(settings, command.change.name)));
	}
});
