import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import {stateAfter} from '../../helpers/screen-states.js';
import type {Command} from '../../../source/contract/command.js';
import {press} from '../../../source/tui/keys/press.js';
import {initialState, receive} from '../../../source/tui/state/screen-state.js';

const running = await stateAfter(60);

/** What is watched after each key, where that changes, and what else is asked. */
function commandsOf(...keys: readonly string[]): readonly Command[] {
	let state = running;
	return keys.flatMap(key => {
		const outcome = press(state, key);
		({state} = outcome);
		return outcome.commands ?? [];
	});
}

const worker = (id: number): Command => ({type: 'machine.inspect', machine: 'worker', id});
const none: Command = {type: 'machine.inspect', machine: 'none'};

const cases: ReadonlyArray<readonly [readonly string[], readonly Command[]]> = [
	[['enter'], [worker(1)]],
	[['j', 'enter', 'escape'], [worker(2), none]],
	[['enter', 'enter'], [worker(1), none]],
	[['enter', 'j', 'j', 'k'], [worker(1), worker(2), worker(3), worker(2)]],
	[['enter', 'tab', 'tab', 'tab', 'tab'], [worker(1), {type: 'machine.inspect', machine: 'producer'}, {type: 'machine.inspect', machine: 'scaler'}, {type: 'machine.inspect', machine: 'pipeline'}, worker(1)]],
	[['enter', 'tab', 'j'], [worker(1), {type: 'machine.inspect', machine: 'producer'}]],
	[['enter', 'p'], [worker(1), {type: 'worker.pause', id: 1}]],
	[['enter', 'K', 'y'], [worker(1), {type: 'worker.kill', id: 1}]],
	[['enter', '?', 'escape'], [worker(1)]],
	[['tab'], []],
	[['j', 'k'], []],
];

for (const [keys, expected] of cases) {
	test(`${keys.join(' ')} ${expected.length === 0 ? 'watches nothing' : `gives ${expected.length} commands`}`, t => {
		t.deepEqual(commandsOf(...keys), expected);
	});
}

test('the inspector stays with its worker though that ends', t => {
	const open = press(running, 'enter').state;
	const {snapshot} = open.live;
	t.truthy(snapshot);
	const later = snapshot === undefined ? open : receive(open, {...snapshot, workers: snapshot.workers.slice(1)}, 7000);
	t.deepEqual(later.inspector, {machine: 'worker', id: 1});
});

test('without a worker there is no detail', t => {
	const outcome = press(initialState(schema, {columns: 80, rows: 24}, 0), 'enter');
	t.true(outcome.state.notice?.isRefusal);
	t.is(outcome.commands, undefined);
});
