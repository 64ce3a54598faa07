import process from 'node:process';
import test from 'ava';
import type {Size} from '../../source/tui/terminal/frame.js';
import {widthOf} from '../../source/text/columns.js';
import {openBorders} from '../helpers/boxes.js';
import {openTestTerminal} from '../helpers/terminal.js';
import {play, scenes} from '../helpers/scenes.js';
import {openDrawing} from '../helpers/stage.js';

const drawing = openDrawing();
test.after(() => {
	drawing.close();
});

/** From the least size to a larger one than any terminal has, and back in other steps. */
function sizes(): readonly Size[] {
	const steps = (count: number) => Array.from({length: count + 1}, (_, step) => ({columns: 60 + Math.round(240 * step / count), rows: 16 + Math.round(84 * step / count)}));
	return [...steps(9), ...steps(4).toReversed()];
}

/** What lies over other panels breaks their borders. */
const isOver = new Set(['question', 'drain question']);

const places = new Set(['overview', 'frozen', 'events in full', 'flow in full', 'worker', 'settings refused', 'help', 'question', 'drain']);

for (const scene of scenes.filter(({name}) => places.has(name))) {
	test.serial(`${scene.name} fits every size from 60×16 to 300×100 and back`, async t => {
		const stage = await play(scene);
		for (const {columns, rows} of sizes()) {
			const size = `${columns}×${rows}`;
			stage.resize({columns, rows});
			const frame = drawing.draw(stage.state());
			t.is(frame.length, rows, size);
			t.deepEqual(frame.filter(row => widthOf(row) > columns), [], size);
			t.regex(frame[0] ?? '', / (?:● running|▽ draining|‖ PAST)/v, size);
			t.regex(frame.at(-1) ?? '', /^ (?:.* (?:q|\^C) (?:drain & quit|quit|abort) *$|[✓✕▲] \S)/v, size);
			t.true(frame.some(row => row.includes('╭─ ')), size);
			t.deepEqual(isOver.has(scene.name) ? [] : openBorders(frame), [], `${size}\n${frame.join('\n')}`);
		}
	});
}

test('a border that is broken is found', t => {
	const whole = ['╭─ a ─╮', '│ 世界│', '╰─────╯'];
	t.deepEqual(openBorders(whole), []);
	t.deepEqual(openBorders([whole[0] ?? '', '│ 世 界│', whole[2] ?? '']), ['1:1']);
	t.deepEqual(openBorders(whole.slice(0, 2)), ['1:1']);
});

test.serial('the real program follows a terminal that is dragged through all sizes while it runs', async t => {
	const program = new URL('../../program/cli.js', import.meta.url).pathname;
	const terminal = openTestTerminal({command: process.execPath, arguments: [program]});
	t.teardown(terminal.close);
	await terminal.waitFor('● running', 20_000);
	for (const [columns, rows] of [[60, 16], [91, 23], [133, 47], [300, 100], [59, 15], [217, 61], [109, 33], [110, 36], [80, 24]] as const) {
		terminal.resize(columns, rows);
		const text = columns === 59
			? await terminal.waitFor('terminal too small: 59×15, needs 60×16')
			: await terminal.waitFor(text => isWhole(text.split('\n'), {columns, rows}), 20_000);
		t.is(text.includes('too small'), columns === 59);
	}

	terminal.press('q');
	await terminal.waitFor(/Ledger: [\d,]+ accepted = [\d,]+ delivered; 0 unaccounted/v, 20_000);
	const {code} = await terminal.exited;
	t.is(code, 0);
});

function isWhole(lines: readonly string[], {columns, rows}: Size): boolean {
	const isFramed = lines.length === rows && (lines[0] ?? '').includes('● running') && (lines.at(-1) ?? '').includes('q drain & quit');
	return isFramed && lines.some(line => widthOf(line) === columns) && openBorders(lines).length === 0;
}
