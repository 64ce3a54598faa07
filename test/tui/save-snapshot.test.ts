import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {schema} from '../../source/cli/schema.js';
import {toJson} from '../../source/text/json.js';
import {press} from '../../source/tui/keys/press.js';
import {saveShown} from '../../source/tui/save-snapshot.js';
import {initialState, receive} from '../../source/tui/state/screen-state.js';
import {ownPath} from '../helpers/folder.js';
import {pressAll, snapshotAfter, stateAfter} from '../helpers/screen-states.js';
import {eventWith} from '../helpers/snapshots.js';

const time = new Date('2026-11-24T10:15:30.123Z');
const base = 'millrace-2026-11-24T10-15-30Z';

const running = await stateAfter(60);

function read(folder: string, name: string): unknown {
	return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

test('the state and the screen are kept in two files, and that is said in the notice and among the events', t => {
	const folder = ownPath(t, '');
	const state = saveShown(running, 'the screen', {folder, time});
	const message = `snapshot saved: ${base}.json and .txt`;
	t.like(state.notice, {text: message, isRefusal: false});
	t.like(state.live.events.at(-1), {source: 'you', message, at: time.getTime() * 1000});
	t.is(fs.readFileSync(path.join(folder, `${base}.txt`), 'utf8'), 'the screen\n');
	const {snapshot, history, diagnosis, events} = running.live;
	const content = {
		format: 'millrace-snapshot', version: 1, savedAt: time.toISOString(), moment: undefined, diagnosis: diagnosis.verdict, settings: snapshot?.settings, snapshot, events, history,
	};
	t.deepEqual(read(folder, `${base}.json`), JSON.parse(toJson(content)));
});

test('text from outside does nothing to the terminal that the data are printed on', t => {
	const folder = ownPath(t, '');
	const message = 'csi \u009B31m, bidi \u202E';
	const {snapshot} = running.live;
	t.truthy(snapshot);
	const state = snapshot === undefined ? running : receive(running, {...snapshot, events: [eventWith({id: 99, message})]}, running.now);
	saveShown(state, '', {folder, time});
	const text = fs.readFileSync(path.join(folder, `${base}.json`), 'utf8');
	t.notRegex(text, /[\u0080-\u009F\u202E]/v);
	t.true(JSON.stringify(read(folder, `${base}.json`)).includes(message));
});

test('every event has an id of its own, though the engine counts on after a save', t => {
	const folder = ownPath(t, '');
	const saved = saveShown(saveShown(running, '', {folder, time}), '', {folder, time});
	const {snapshot} = running.live;
	const next = (running.live.events.at(-1)?.id ?? 0) + 1;
	t.truthy(snapshot);
	const later = snapshot === undefined ? saved : receive(saved, {...snapshot, events: [eventWith({id: next})]}, running.now);
	const ids = later.live.events.map(({id}) => id);
	t.is(new Set(ids).size, ids.length);
	t.deepEqual(ids, ids.toSorted((a, b) => a - b));
	t.is(pressAll(later, ['tab', 'down', 'down', 'down']).view.top, ids.at(-4));
});

test('what is said of a snapshot has a number of its own among the events', t => {
	const folder = ownPath(t, '');
	const {snapshot} = running.live;
	t.truthy(snapshot);
	if (snapshot === undefined) {
		return;
	}

	const event = {
		id: 1, at: 0, level: 'info', source: 'scaler', message: 'scaling UP, workers = 7',
	} as const;
	let state = receive(saveShown(running, '', {folder, time}), {...snapshot, events: [event]}, running.now);
	state = receive(saveShown(state, '', {folder, time}), {...snapshot, events: [{...event, id: 2}]}, running.now);
	const ids = state.live.events.map(({id}) => id);
	t.deepEqual(ids, ids.toSorted((a, b) => a - b));
	t.is(new Set(ids).size, ids.length);
});

test('nothing is written over: a name that either file has already gets a number', t => {
	const folder = ownPath(t, '');
	fs.writeFileSync(path.join(folder, `${base}-2.txt`), 'mine');
	for (const expected of [base, `${base}-3`, `${base}-4`]) {
		t.is(saveShown(running, expected, {folder, time}).notice?.text, `snapshot saved: ${expected}.json and .txt`);
		t.is(fs.readFileSync(path.join(folder, `${expected}.txt`), 'utf8'), `${expected}\n`);
	}

	t.is(fs.readFileSync(path.join(folder, `${base}-2.txt`), 'utf8'), 'mine');
	t.is(fs.readdirSync(folder).length, 7);
});

test('a folder that can\'t be written is a notice that says why, and the run is as it was', t => {
	const folder = path.join(ownPath(t, ''), 'missing');
	const state = saveShown(running, '', {folder, time});
	t.deepEqual(state.notice, {text: 'no snapshot: the working folder can\'t be written to: no such file or directory (ENOENT)', isRefusal: true, until: running.now + 4000});
	t.is(state.live, running.live);
});

test('a frozen screen is kept as it is shown, with the moment that it looks at', async t => {
	const folder = ownPath(t, '');
	const frozen = pressAll(running, ['left', 'left']);
	const {second} = running.live.history.at(-3) ?? {};
	const later = receive(frozen, await snapshotAfter(1, {settings: {rate: 'max'}}), 7000);
	t.is(saveShown(later, '', {folder, time}).notice?.text, `snapshot of 00:00:04 saved: ${base}.json and .txt`);
	const elapsed = running.live.past.at(-3)?.snapshot.elapsed;
	t.like(read(folder, `${base}.json`), {moment: {second}, snapshot: {elapsed}});
});

for (const [where, keys] of [
	['over the run', []], ['over the detail', ['enter']], ['over help', ['?']], ['over the settings', ['e']], ['while it is frozen', ['space']], ['while it is locked', ['L']],
] as const) {
	test(`S saves ${where}, and changes nothing there`, t => {
		const state = pressAll(running, keys);
		const outcome = press(state, 'S');
		t.true(outcome.isSaving);
		t.is(outcome.commands, undefined);
		t.is(outcome.state, state);
	});
}

test('S is a letter like any other where a value is typed, and saves nothing before the first snapshot', t => {
	t.is(press(pressAll(running, ['e', 'enter']), 'S').isSaving, undefined);
	t.like(press(initialState(schema, {columns: 80, rows: 24}, 0), 'S'), {isSaving: undefined, state: {notice: {isRefusal: true}}});
});
