import test from 'ava';
import {schema} from '../../../../source/cli/schema.js';
import {snapshotWith} from '../../../helpers/snapshots.js';
import type {SettingChange} from '../../../../source/settings/settings.js';
import {press} from '../../../../source/tui/keys/press.js';
import {changeableNames, presentSettings} from '../../../../source/tui/state/present-settings.js';
import {initialState, receive, type ScreenState} from '../../../../source/tui/state/screen-state.js';
import {settingsRows} from '../../../../source/tui/panels/settings/settings-rows.js';
import {widthOf} from '../../../../source/text/columns.js';

function opened(): ScreenState {
	const state = receive(initialState(schema, {columns: 80, rows: 24}, 0), snapshotWith({}), 0);
	return press(state, 'e').state;
}

function linesOf(state: ScreenState, columns: number, rows: number): readonly string[] {
	const settings = presentSettings(state);
	const {overlay} = state;
	return settings === undefined || overlay.kind !== 'settings'
		? []
		: settingsRows({schema, settings, names: changeableNames(state)}, overlay, columns, rows).map(line => line.map(({text}) => text).join(''));
}

/** Goes to a setting and presses keys there. */
function at(state: ScreenState, name: string, keys: readonly string[]) {
	const changes: SettingChange[] = [];
	let present = state;
	const names = changeableNames(state);
	for (const key of ['g', ...names.slice(0, names.indexOf(name)).map(() => 'j'), ...keys]) {
		const outcome = press(present, key);
		present = outcome.state;
		for (const command of outcome.commands ?? []) {
			changes.push(...(command.type === 'setting.set' ? [command.change] : []));
		}
	}

	const {overlay} = present;
	return {state: present, changes, problem: overlay.kind === 'settings' ? overlay.problem : undefined};
}

const accepted: ReadonlyArray<readonly [string, readonly string[], readonly unknown[]]> = [
	['rate', ['right', 'left'], [1100, 1000]],
	['rate', ['enter', 'm', 'a', 'x', 'enter'], ['max']],
	['batchSize', ['right', 'right', 'right'], [70, 100, 150]],
	['batchSize', ['enter', '1', '0', 'x', 'backspace', '0', 'enter'], [100]],
	['batchTimeout', ['enter', '2', 'space', 's', 'enter'], [2000]],
	['scaler', ['right'], ['demand']],
	['sinkLatency', ['left'], [200]],
	['maxAttempts', ['left'], [1000]],
	['batchSize', ['enter', '1', '2', 'ctrl-u', '7', 'enter'], [7]],
	['maxWorkers', ['enter', 'enter'], []],
	['maxWorkers', ['enter', '9', 'escape'], []],
];

for (const [name, keys, values] of accepted) {
	test(`${keys.join(' ')} at ${name} sets ${values.length === 0 ? 'nothing' : values.join(', ')}`, t => {
		const {changes, problem} = at(opened(), name, keys);
		t.deepEqual(changes.map(change => change.value), values);
		t.true(changes.every(change => change.name === name));
		t.is(problem, undefined);
	});
}

const refused: ReadonlyArray<readonly [string, readonly string[], RegExp]> = [
	['minWorkers', ['left'], /^1 is the least$/v],
	['minWorkers', ['enter', '1', '1', 'enter'], /minWorkers 11 is more than maxWorkers 10: the fewest/v],
	['batchSize', ['enter', '9', 'k', 'enter'], /batchSize 9k is more than queueSize 1500/v],
	['batchTimeout', ['enter', '5', 'enter'], /add the unit/v],
	['scaler', ['enter', 'x', 'enter'], /expected step.* or [a-z]+/v],
	['sinkJitter', ['enter', '1', 's', 'enter'], /sinkJitter 1s is more than sinkLatency 300ms/v],
];

for (const [name, keys, why] of refused) {
	test(`${keys.join(' ')} at ${name} is refused: ${String(why)}`, t => {
		const {changes, problem} = at(opened(), name, keys);
		t.deepEqual(changes, []);
		t.regex(problem ?? '', why);
	});
}

test('an option that the sink in use does not have is not in the list', t => {
	const {sinkLatency, sinkJitter, sinkFailures, ...others} = snapshotWith({}).settings;
	t.deepEqual([sinkLatency, sinkJitter, sinkFailures], [300, 0, 0]);
	const state = receive(initialState(schema, {columns: 80, rows: 24}, 0), snapshotWith({settings: others}), 0);
	t.true(changeableNames(opened()).includes('sinkLatency'));
	t.false(changeableNames(state).includes('sinkLatency'));
	t.false(linesOf(press(state, 'e').state, 76, 40).some(line => line.includes('sinkLatency')));
});

test('every live setting is in the list, the selected one is always in sight, and every line fits', t => {
	for (const [columns, rows] of [[56, 12], [76, 20], [116, 36]] as const) {
		let state = opened();
		for (const name of changeableNames(state)) {
			const lines = linesOf(state, columns, rows);
			t.is(lines.length, rows);
			t.true(lines.some(line => line.startsWith(`▸ ${name} `)));
			t.true(lines.every(line => widthOf(line) <= columns));
			t.regex(lines.join(' '), /Default: .* \(--[\-a-z]+\)\./v, `${name} is not said in full at ${columns}`);
			({state} = press(state, 'down'));
		}
	}
});

test('a key that means nothing here says so, and one that acts elsewhere does not act', t => {
	const {changes, problem} = at(opened(), 'rate', ['s']);
	t.deepEqual(changes, []);
	t.is(problem, 's does nothing in the settings: esc goes back');
});

test('while it drains the rate is refused, for the pipeline would ignore it, and the batch size is not', t => {
	const state = opened();
	const {snapshot} = state.live;
	const draining = {...state, live: {...state.live, snapshot: snapshot && {...snapshot, state: 'draining' as const}}};
	t.like(at(draining, 'rate', ['right']), {changes: [], problem: 'rate can\'t change: it drains, and no more is produced'});
	t.is(at(draining, 'batchSize', ['right']).changes.length, 1);
});
