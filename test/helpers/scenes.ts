import type {PipelineOptions} from './pipeline.js';
import {createStage, type Stage} from './stage.js';

/** A place of the screen, and the keys that lead there. */
export type Scene = {
	readonly name: string;

	/** Pressed once the scaler has found the workers that the load needs. */
	readonly keys?: readonly string[];
	readonly options?: PipelineOptions;

	/** Steps of 100 ms before the keys. */
	readonly before?: number;

	/** Steps of 100 ms after the keys. */
	readonly more?: number;
};

/** Every panel and every state of the screen. */
export const scenes: readonly Scene[] = [
	{name: 'starting', before: 0},
	{name: 'overview'},
	{name: 'spike', keys: ['s'], more: 40},
	{name: 'answer', keys: ['+']},
	{name: 'refusal', keys: ['x']},
	{name: 'locked', keys: ['L', 's']},
	{name: 'frozen', keys: ['left', 'left', 'left'], more: 30},
	{name: 'long window', keys: [']'], before: 1200},
	{name: 'sorted', keys: ['5', 'r']},
	{name: 'filtered', keys: ['/', '2', 'enter']},
	{name: 'filter without a match', keys: ['/', 'z']},
	{
		name: 'many workers', options: {settings: {maxWorkers: 40, rate: 9000}}, keys: ['G'], before: 480,
	},
	{name: 'events', keys: ['+', '+', '-', '-', 'P', 'P', '+', '-', 'tab', 'down', 'down']},
	{name: 'events in full', keys: ['+', '+', '-', '-', 'P', 'P', '+', '-', 'tab', 'enter']},
	{name: 'events without a match', keys: ['tab', '/', 'z', 'enter']},
	{name: 'latency', keys: ['tab', 'tab']},
	{name: 'latency in full', keys: ['tab', 'tab', 'enter']},
	{name: 'ledger', keys: ['tab', 'tab', 'tab']},
	{name: 'ledger in full', keys: ['tab', 'tab', 'tab', 'enter']},
	{name: 'rates in full', keys: ['s', 'tab', 'tab', 'tab', 'tab', 'enter'], more: 40},
	{name: 'rates in the past', keys: ['tab', 'tab', 'tab', 'tab', 'left', 'left', 'left', 'enter']},
	{name: 'flow in full', keys: ['tab', 'tab', 'tab', 'tab', 'tab', 'enter']},
	{name: 'worker', keys: ['enter'], more: 20},
	{name: 'producer', keys: ['enter', 'tab'], more: 20},
	{name: 'scaler', keys: ['enter', 'tab', 'tab'], more: 20},
	{name: 'pipeline', keys: ['enter', 'tab', 'tab', 'tab'], more: 20},
	{name: 'settings', keys: ['e', 'down']},
	{name: 'settings typed', keys: ['e', 'down', 'enter', '1']},
	{name: 'settings refused', keys: ['e', 'down', 'enter', 'x', 'enter']},
	{name: 'help', keys: ['?']},
	{name: 'question', keys: ['K', 'right']},
	{name: 'drain question', keys: ['D']},
	{name: 'paused', keys: ['p', 'P'], more: 20},
	{name: 'slow sink', keys: ['w', 'w'], more: 100},
	{name: 'failing sink', keys: ['b', 'b'], more: 60},
	{name: 'no answer', keys: ['b', 'b', 'b', 'b'], more: 80},
	{
		name: 'dead letters', options: {settings: {maxAttempts: 2}}, keys: ['b', 'b', 'b'], more: 60,
	},
	{name: 'drain', keys: ['q'], more: 5},
	{name: 'drain without an answer', keys: ['b', 'b', 'b', 'b', 'q'], more: 40},
	{
		name: 'problem',
		before: 20,
		options: {
			source: {name: 'tcp://127.0.0.1:9000', trouble: 'e\u0301 👍🏽 é'},
			sink: {name: 'http://logs.example', problem: 'HTTP 503: 世界 \u001B]52;c;aGk=\u0007'},
		},
	},
];

/** Plays a scene, at 80 by 24: the size may be changed afterwards. */
export async function play({keys = [], options, before = 200, more = 0}: Scene): Promise<Stage> {
	const stage = await createStage(options);
	stage.pass(before);
	stage.press(...keys);
	stage.pass(more);
	return stage;
}
