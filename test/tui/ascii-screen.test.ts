import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {render} from 'ink';
import {createElement} from 'react';
import {charts} from '../../source/engine/charts.js';
import {inAscii} from '../../source/text/ascii.js';
import {App} from '../../source/tui/components/app.js';
import {themeContext} from '../../source/tui/components/theme-context.js';
import {press} from '../../source/tui/keys.js';
import {initialState, receive, type ScreenState} from '../../source/tui/screen-state.js';
import {streamFor} from '../../source/tui/terminal-screen.js';
import {widthOf} from '../../source/tui/text.js';
import {themeFor} from '../../source/tui/themes.js';
import {createFakePipeline, type FakeOptions} from '../helpers/fake-pipeline.js';

type Scene = {
	readonly name: string;
	readonly keys: readonly string[];
	readonly options?: FakeOptions;

	/** Steps of 100 ms behind the keys. */
	readonly more?: number;
};

const scenes: readonly Scene[] = [
	{name: 'overview', keys: []},
	{name: 'spike', keys: ['s']},
	{name: 'answer', keys: ['+']},
	{name: 'refusal', keys: ['x']},
	{name: 'lock', keys: ['L']},
	{name: 'help', keys: ['?']},
	{name: 'settings', keys: ['e', 'down', 'enter', '1']},
	{name: 'refused setting', keys: ['e', 'down', 'enter', 'x', 'enter']},
	{name: 'question', keys: ['K', 'right']},
	{name: 'worker', keys: ['enter']},
	{name: 'producer', keys: ['enter', 'tab']},
	{name: 'scaler', keys: ['enter', 'tab', 'tab']},
	{name: 'pipeline', keys: ['enter', 'tab', 'tab', 'tab']},
	{name: 'frozen', keys: ['left', 'left', 'left'], more: 30},
	{name: 'paused', keys: ['p', 'P'], more: 20},
	{name: 'slow sink', keys: ['w', 'w'], more: 100},
	{name: 'failing sink', keys: ['w', 'w', 'w', 'w', 'w'], more: 30},
	{name: 'drain', keys: ['q'], more: 5},
	{name: 'problem', keys: [], options: {sinkProblem: 'HTTP 503: 世界 \u001B]52;c;aGk=\u0007', message: 'e\u0301 👍🏽 é'}},
];

function play({keys, options, more = 0}: Scene, size: {readonly columns: number; readonly rows: number}): ScreenState {
	const pipeline = createFakePipeline(options);
	let state = initialState(size, 0);
	let now = 0;
	const pass = (steps: number) => {
		for (let step = 0; step < steps; step++) {
			now += 100;
			state = receive(state, pipeline.step(), now);
		}
	};

	pass(250);
	for (const key of keys) {
		const outcome = press(state, key);
		state = outcome.state;
		for (const command of outcome.commands ?? []) {
			pipeline.obey(command);
		}

		pass(1);
	}

	pass(more);
	return state;
}

function draw(state: ScreenState): string {
	let drawn = '';
	const stdout = streamFor(() => state.size, frame => {
		drawn = frame;
	}, () => true);
	const theme = createElement(themeContext.Provider, {value: themeFor('dark', 24, true)}, createElement(App, {state, charts}));
	const ink = render(theme, {
		stdout, stdin: process.stdin, debug: true, exitOnCtrlC: false, patchConsole: false,
	});
	const frame = drawn;
	ink.unmount();
	return frame;
}

for (const [columns, rows] of [[50, 12], [60, 16], [80, 24], [120, 40]] as const) {
	for (const scene of scenes) {
		test.serial(`in ASCII, ${scene.name} at ${columns}×${rows} has the same widths`, t => {
			const frame = draw(play(scene, {columns, rows})).split('\n');
			const translated = frame.map(line => inAscii(line));
			t.is(frame.length, rows);
			t.regex(translated.join(''), /^\p{ASCII}+$/v);
			t.deepEqual(translated.map(line => widthOf(line)), frame.map(line => widthOf(line)));
			const unknown = translated.join('').split('?').length - frame.join('').split('?').length;
			t.is(unknown > 0, scene.name === 'problem' && rows > 12, 'only what comes from outside has no ASCII');
		});
	}
}

test('every glyph that the source holds has something in ASCII', t => {
	const root = path.resolve(import.meta.dirname, '..', '..', '..', 'source');
	const files = fs.readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/v.test(file) && !/^(?:text|settings)\/|speech\/words/v.test(file));
	t.true(files.length > 50);
	for (const file of files) {
		const code = fs.readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gmv, '');
		for (const glyph of code.match(/\P{ASCII}/gv) ?? []) {
			t.not(inAscii(glyph), '?', `${glyph} in ${file}`);
		}
	}
});
