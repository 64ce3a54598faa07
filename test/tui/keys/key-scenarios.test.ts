import test from 'ava';
import type {Outcome} from '../../../source/tui/input/action.js';
import {keyTable} from '../../../source/tui/keys/key-table.js';
import {play} from '../../helpers/scenes.js';
import {openDrawing} from '../../helpers/stage.js';

/** What a key does, as a person sees it: a text that was not on the screen before, and is then; or what the program is asked for. */
type Scenario = {
	/** Pressed before it. */
	readonly before?: readonly string[];

	/** Steps of 100 ms until the pipeline has done it: one, if not said otherwise. */
	readonly takes?: number;
	readonly shows: RegExp | keyof Outcome;
};

const manyEvents = ['+', '-', '+', '-', '+', '-', 'tab'];

const scenarios: ReadonlyArray<readonly [key: string, scenario: Scenario]> = [
	['?', {shows: /Keys ─.*esc closes/v}],
	['space', {shows: /‖ PAST, 0 s ago/v}],
	['s', {shows: /▲ spike ×5/v}],
	['+', {shows: /of 1\.10k/v}],
	['=', {shows: /of 1\.10k/v}],
	['-', {shows: /\/s of 909/v}],
	['P', {shows: /produced .*‖ paused/v}],
	// A worker ends its flush before it pauses.
	['p', {takes: 4, shows: /▸ 1 +‖ paused/v}],
	['K', {shows: /Kill worker 1\?[\s\S]*▸ Cancel ◂/v}],
	['w', {shows: /sink +\S?▲ fault: slow ×2/v}],
	['b', {shows: /sink +\S?▲ fault: 10 % of batches fail/v}],
	['tab', {shows: /▸ Events/v}],
	['/', {shows: /\/ filter workers: ▏/v}],
	['1', {shows: /worker↓/v}],
	['2', {shows: /state↑/v}],
	['3', {shows: /batch↓/v}],
	['4', {shows: /rate\/s↓/v}],
	['5', {shows: /p50 ms↓/v}],
	['6', {shows: /p99 ms↓/v}],
	['7', {shows: /retries↓/v}],
	['8', {shows: /failed↓/v}],
	['9', {shows: /delivered↓/v}],
	['r', {shows: /worker↓/v}],
	['up', {before: ['j', 'j'], shows: /▸ 2 /v}],
	['k', {before: ['j', 'j'], shows: /▸ 2 /v}],
	['down', {shows: /▸ 2 /v}],
	['j', {shows: /▸ 2 /v}],
	['page up', {before: [...manyEvents, 'page down'], shows: /1–8 of 12 ↑↓/v}],
	['page down', {before: manyEvents, shows: /5–12 of 12 ↑↓/v}],
	['g', {before: ['G'], shows: /▸ 1 /v}],
	['home', {before: ['G'], shows: /▸ 1 /v}],
	['G', {shows: /▸ 6 /v}],
	['end', {shows: /▸ 6 /v}],
	['e', {shows: /Settings ─[\s\S]*▸ rate/v}],
	['L', {shows: /⊘ locked/v}],
	['!', {before: ['w', 'w'], shows: /sink +\S?● ok/v}],
	['left', {shows: /‖ PAST, [\s\S]*│ +-\d+ s.*▲/v}],
	['right', {before: ['left', 'left', 'left'], shows: /PAST, 2 s ago[\s\S]*workers 6/v}],
	['[', {before: [']'], shows: /Rate \/s · 14 s of 1 min/v}],
	[']', {shows: /Rate \/s · 14 s of 5 min/v}],
	['enter', {shows: /Worker 1 · statechart/v}],
	['t', {shows: /✓ theme: light/v}],
	['S', {shows: 'isSaving'}],
	['escape', {before: ['enter'], shows: /Rate \/s/v}],
	['q', {shows: /▽ draining[\s\S]*records left/v}],
	['ctrl-c', {shows: /▽ draining[\s\S]*records left/v}],
	['D', {shows: /Drain and leave\?[\s\S]*▸ Cancel ◂/v}],
	['ctrl-z', {shows: 'isSuspending'}],
];

const drawing = openDrawing();
test.after(() => {
	drawing.close();
});

for (const [key, {before = [], takes = 1, shows}] of scenarios) {
	test.serial(`${key} does what it says`, async t => {
		const stage = await play({name: key, before: 100});
		stage.resize({columns: 120, rows: 40});
		stage.press(...before);
		const meets = (outcome: Outcome | undefined) => typeof shows === 'string' ? outcome?.[shows] === true : shows.test(drawing.draw(stage.state()).join('\n'));
		t.false(meets(undefined));
		const outcome = stage.press(key);
		stage.pass(takes);
		t.true(meets(outcome), `the screen is\n${drawing.draw(stage.state()).join('\n')}`);
	});
}

test('every key of the table has a scenario, and every scenario a key', t => {
	t.deepEqual(scenarios.map(([key]) => key).toSorted(), keyTable.flatMap(({keys}) => keys).toSorted());
});
