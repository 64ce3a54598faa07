import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import type {PipelineOptions} from '../../helpers/pipeline.js';
import {stateAfter} from '../../helpers/screen-states.js';
import type {Command} from '../../../source/contract/command.js';
import {keyTable} from '../../../source/tui/keys/key-table.js';
import {paste, press} from '../../../source/tui/keys/press.js';
import {
	initialState, passTime, receive, type ScreenState,
} from '../../../source/tui/state/screen-state.js';

function pressAll(state: ScreenState, ...keys: readonly string[]): {readonly state: ScreenState; readonly commands: readonly Command[]} {
	const commands: Command[] = [];
	for (const key of keys) {
		const outcome = press(state, key);
		({state} = outcome);
		commands.push(...outcome.commands ?? []);
	}

	return {state, commands};
}

const running = await stateAfter(60);

const commandsOf: ReadonlyArray<readonly [readonly string[], ReadonlyArray<Partial<Command>>]> = [
	[['s'], [{type: 'spike.start', factor: 5, length: 10_000}]],
	[['e', 'j', 'right', 'j', 'left', 'escape', 's'], [
		{type: 'setting.set', change: {name: 'spikeFactor', value: 6}},
		{type: 'setting.set', change: {name: 'spikeLength', value: 7000}},
		{type: 'spike.start', factor: 6, length: 7000},
	]],
	[['+'], [{type: 'rate.scale', factor: 1.1}]],
	[['='], [{type: 'rate.scale', factor: 1.1}]],
	[['-'], [{type: 'rate.scale', factor: 1 / 1.1}]],
	[['P', 'P'], [{type: 'producer.pause'}, {type: 'producer.resume'}]],
	[['p', 'p'], [{type: 'worker.pause', id: 1}, {type: 'worker.resume', id: 1}]],
	[['j', 'p'], [{type: 'worker.pause', id: 2}]],
	[['G', 'k', 'p'], [{type: 'worker.pause', id: 5}]],
	[['G', 'g', 'p'], [{type: 'worker.pause', id: 1}]],
	[['K', 'enter'], []],
	[['K', 'escape'], []],
	[['K', 'q'], []],
	[['K', 'y'], [{type: 'worker.kill', id: 1}]],
	[['K', 'right', 'enter'], [{type: 'worker.kill', id: 1}]],
	[['K', 'right', 'left', 'enter'], []],
	[['w', 'w', 'w', 'w', 'w'], [
		{type: 'fault.set', fault: {kind: 'slow', factor: 2}},
		{type: 'fault.set', fault: {kind: 'slow', factor: 5}},
		{type: 'fault.set', fault: {kind: 'slow', factor: 10}},
		{type: 'fault.set', fault: {kind: 'none'}},
		{type: 'fault.set', fault: {kind: 'slow', factor: 2}},
	]],
	[['w', 'b', 'w'], [
		{type: 'fault.set', fault: {kind: 'slow', factor: 2}},
		{type: 'fault.set', fault: {kind: 'failing', share: 0.1}},
		{type: 'fault.set', fault: {kind: 'slow', factor: 2}},
	]],
	[['b', 'b', 'b', 'b', 'b'], [
		{type: 'fault.set', fault: {kind: 'failing', share: 0.1}},
		{type: 'fault.set', fault: {kind: 'failing', share: 0.5}},
		{type: 'fault.set', fault: {kind: 'failing', share: 1}},
		{type: 'fault.set', fault: {kind: 'hanging'}},
		{type: 'fault.set', fault: {kind: 'none'}},
	]],
	[['w', '!'], [{type: 'fault.set', fault: {kind: 'slow', factor: 2}}, {type: 'faults.clear'}]],
	[['s', '!'], [{type: 'spike.start', factor: 5, length: 10_000}, {type: 'faults.clear'}]],
	[['!'], []],
	[['q'], [{type: 'drain', reason: 'key'}]],
	[['ctrl-c'], [{type: 'drain', reason: 'key'}]],
	[['K', 'ctrl-c'], [{type: 'drain', reason: 'key'}]],
	[['D', 'enter'], []],
	[['D', 'tab', 'enter'], [{type: 'drain', reason: 'key'}]],
	[['?', 's'], []],
];

for (const [keys, expected] of commandsOf) {
	test(`${keys.join(' ')} gives ${expected.length === 0 ? 'no command' : expected.map(({type}) => type).join(', ')}`, t => {
		t.deepEqual(pressAll(running, ...keys).commands, expected);
	});
}

test('every key that acts is answered by a notice at once', t => {
	for (const key of ['s', '+', '-', 'P', 'p', 'w', 'b', '!', 'q', 'space', 'x']) {
		t.truthy(press(running, key).state.notice, `${key} is not answered`);
	}
});

test('while the keys are locked, every key that acts says so, and nothing is sent; Ctrl-C still leaves', t => {
	const locked = press(running, 'L').state;
	for (const key of ['s', '+', '=', '-', 'P', 'p', 'K', 'w', 'b', '!', 'q', 'D']) {
		const outcome = press(locked, key);
		t.regex(outcome.state.notice?.text ?? '', /^locked: L unlocks/v, `${key} is not locked`);
		t.is(outcome.commands, undefined);
		t.is(outcome.state.overlay.kind, 'none');
	}

	t.deepEqual(press(locked, 'ctrl-c').commands, [{type: 'drain', reason: 'key'}]);
	t.is(press(press(locked, 'L').state, 's').commands?.length, 1);
});

test('while it drains, q aborts', t => {
	const {snapshot} = running.live;
	t.truthy(snapshot);
	const draining = {...running, live: {...running.live, snapshot: snapshot && {...snapshot, state: 'draining' as const}}};
	t.deepEqual(press(draining, 'q').commands, [{type: 'drain', reason: 'key'}]);
	t.is(press(draining, 'D').commands, undefined);
});

test('while it drains, what the pipeline would ignore is refused: spikes, rates and paused workers', t => {
	const {snapshot} = running.live;
	const draining = {...running, live: {...running.live, snapshot: snapshot && {...snapshot, state: 'draining' as const}}};
	for (const [key, why] of [['s', 'no spike: it drains'], ['+', 'no rate to change: it drains'], ['p', 'worker 1 can\'t pause: it drains, and all workers help']] as const) {
		const outcome = press(draining, key);
		t.is(outcome.commands, undefined);
		t.like(outcome.state.notice, {text: why, isRefusal: true});
	}
});

test('a worker that leaves is not paused, and a paused producer makes no spike', t => {
	const {snapshot} = running.live;
	const leaving = {...running, live: {...running.live, snapshot: snapshot && {...snapshot, workers: snapshot.workers.map(worker => ({...worker, state: 'draining' as const}))}}};
	t.like(press(leaving, 'p'), {commands: undefined, state: {notice: {text: 'worker 1 can\'t pause: it flushes what it holds and leaves', isRefusal: true}}});
	t.like(pressAll(running, 'P', 's'), {commands: [{type: 'producer.pause'}], state: {notice: {text: 'no spike: the producer is paused, P resumes it', isRefusal: true}}});
});

test('! says what it undoes: a fault, a spike, both or nothing', t => {
	const {snapshot} = running.live;
	const spiking = {...running, live: {...running.live, snapshot: snapshot && {...snapshot, producer: {...snapshot.producer, spike: {factor: 5, remaining: 1000}}}}};
	t.like(press(running, '!').state.notice, {text: 'nothing to undo: there is no fault and no spike', isRefusal: true});
	t.is(pressAll(running, 'w', '!').state.notice?.text, 'all faults undone');
	t.is(press(spiking, '!').state.notice?.text, 'the spike ended');
	t.is(pressAll(spiking, 'w', '!').state.notice?.text, 'all faults undone, the spike ended');
});

test('a kill keeps its target though the list has moved, and does nothing when the target is gone', t => {
	const asked = press(press(running, 'j').state, 'K').state;
	const {snapshot} = asked.live;
	t.truthy(snapshot);
	if (snapshot === undefined) {
		return;
	}

	const without = (id: number) => receive(asked, {...snapshot, workers: snapshot.workers.filter(worker => worker.id !== id)}, asked.now);
	t.deepEqual(press(without(1), 'y').commands, [{type: 'worker.kill', id: 2}]);
	t.is(press(without(2), 'y').commands, undefined);
	t.regex(press(without(2), 'y').state.notice?.text ?? '', /gone already/v);
});

const refusals: ReadonlyArray<readonly [string, PipelineOptions, RegExp]> = [
	['s', {source: {name: 'stdin'}}, /no generator, the source is stdin/v],
	['+', {settings: {rate: 'max'}}, /as high as the queue takes/v],
	['w', {allowsFaults: false, sink: {name: 'null'}}, /null is a real sink.*--faults/v],
	['b', {allowsFaults: false, sink: {name: 'null'}}, /null is a real sink.*--faults/v],
	['K', {allowsFaults: false, sink: {name: 'null'}}, /null is a real sink.*--faults/v],
];

for (const [key, options, why] of refusals) {
	test(`${key} says why it does nothing: ${String(why)}`, async t => {
		const outcome = press(await stateAfter(5, options), key);
		t.is(outcome.commands, undefined);
		t.true(outcome.state.notice?.isRefusal);
		t.regex(outcome.state.notice?.text ?? '', why);
	});
}

test('before the first snapshot keys are refused, but one can leave', t => {
	const state = initialState(schema, {columns: 80, rows: 24}, 0);
	t.true(press(state, 's').state.notice?.isRefusal);
	t.is(press(state, 'q').commands?.length, 1);
});

test('a notice fades', t => {
	const {state} = press(running, 's');
	t.truthy(passTime(state, state.now + 3900).notice);
	t.is(passTime(state, state.now + 4000).notice, undefined);
});

test('looking back freezes, goes by columns of the chart, and ends where the history and the freeze do', async t => {
	const long = await stateAfter(1500);
	const newest = long.live.history.at(-1)?.second ?? 0;
	const momentsOf = (state: ScreenState, ways: ReadonlyArray<readonly string[]>) => ways.map(keys => pressAll(state, ...keys).state).map(({frozen, view}) => [frozen === undefined, view.moment]);
	t.deepEqual(momentsOf(long, [['left'], ['left', 'left'], ['left', 'right'], ['left', 'right', 'right'], [']', 'left']]), [2, 4, 0, 0, 6].map(ago => [false, newest - ago]));
	t.deepEqual(momentsOf(running, [['left'], ['left', 'left'], [']', 'left']]), [[false, 5], [false, 4], [false, 5]]);
	t.true(pressAll(running, ']', ...Array.from({length: 7}, () => 'left')).state.notice?.isRefusal);
	t.true(press(running, 'right').state.notice?.isRefusal);
	t.like(pressAll(running, 'left', 'escape').state, {frozen: undefined, view: {moment: undefined}});
});

test('no key stands twice in the table', t => {
	const keys = keyTable.flatMap(binding => binding.keys);
	t.is(new Set(keys).size, keys.length);
});

test('pasted text is no keys', t => {
	const {state, commands} = paste(running, 'sqq\n');
	t.is(commands, undefined);
	t.regex(state.notice?.text ?? '', /pasted text/v);
});

test('pasted text is typed where text is typed, on one line', t => {
	const {state} = pressAll(running, '/');
	t.is(paste(state, ' flushing\nq ').state.view.filters.workers, 'flushing q');
});
