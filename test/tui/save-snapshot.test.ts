import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {press} from '../../source/tui/keys/press.js';
import {saveShown} from '../../source/tui/save-snapshot.js';
import {initialState, receive, type ScreenState} from '../../source/tui/state/screen-state.js';
import {createFakePipeline} from '../helpers/fake-pipeline.js';
import {ownPath} from '../helpers/folder.js';

const time = new Date('2026-11-24T10:15:30.123Z');
const base = 'millrace-2026-11-24T10-15-30Z';

function stateAfter(steps: number): ScreenState {
	const pipeline = createFakePipeline();
	let state = initialState({columns: 80, rows: 24}, 0);
	for (let step = 0; step < steps; step++) {
		state = receive(state, pipeline.step(), step * 100);
	}

	return state;
}

const running = stateAfter(60);

function read(folder: string, name: string): unknown {
	return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

test('the state and the screen are kept in two files, and that is said in the notice and among the events', t => {
	const folder = ownPath(t, '');
	const state = saveShown(running, 'the screen', {folder, time});
	const message = `snapshot saved: ${base}.json and .txt`;
	t.like(state.notice, {text: message, isRefusal: false});
	t.like(state.feed.events.at(-1), {source: 'you', message, at: time.getTime() * 1000});
	t.is(fs.readFileSync(path.join(folder, `${base}.txt`), 'utf8'), 'the screen\n');
	const {snapshot, history, insight, events} = running.feed;
	const content = {
		format: 'millrace-snapshot', version: 1, savedAt: time.toISOString(), bottleneck: insight.verdict, settings: snapshot?.settings, snapshot, events, history,
	};
	t.is(fs.readFileSync(path.join(folder, `${base}.json`), 'utf8'), `${JSON.stringify(content, undefined, '\t')}\n`);
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
	t.is(state.feed, running.feed);
});

test('a frozen screen is kept as it is shown, with the moment that it looks at', t => {
	const folder = ownPath(t, '');
	const frozen = press(press(running, 'left').state, 'left').state;
	const {second} = running.feed.history[2] ?? {};
	const later = receive(frozen, createFakePipeline({isPaced: false}).step(), 7000);
	t.is(saveShown(later, '', {folder, time}).notice?.text, `snapshot of 00:00:02 saved: ${base}.json and .txt`);
	const elapsed = running.feed.past[2]?.snapshot.elapsed;
	t.like(read(folder, `${base}.json`), {moment: {second}, snapshot: {elapsed}});
});

for (const [where, keys] of [
	['over the run', []], ['over the detail', ['enter']], ['over help', ['?']], ['over the settings', ['e']], ['while it is frozen', ['space']], ['while it is locked', ['L']],
] as const) {
	test(`S saves ${where}, and changes nothing there`, t => {
		let state = running;
		for (const key of keys) {
			({state} = press(state, key));
		}

		const outcome = press(state, 'S');
		t.true(outcome.isSaving);
		t.is(outcome.commands, undefined);
		t.is(outcome.state, state);
	});
}

test('S is a letter like any other where a value is typed, and saves nothing before the first snapshot', t => {
	let state = running;
	for (const key of ['e', 'enter']) {
		({state} = press(state, key));
	}

	t.is(press(state, 'S').isSaving, undefined);
	t.like(press(initialState({columns: 80, rows: 24}, 0), 'S'), {isSaving: undefined, state: {notice: {isRefusal: true}}});
});
