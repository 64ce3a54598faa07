import {Buffer} from 'node:buffer';
import test from 'ava';
import {createSpokenOutput} from '../../../source/tui/terminal/spoken-output.js';

function setUp() {
	const terminal = {written: '', room: Number.POSITIVE_INFINITY, isGone: false};
	const waiting: Array<() => void> = [];
	const lost: unknown[] = [];
	const screen = createSpokenOutput({
		output: {
			write(data) {
				if (terminal.isGone) {
					throw new Error('EIO');
				}

				const taken = Math.min(data.length, terminal.room);
				terminal.written += Buffer.from(data.subarray(0, taken)).toString();
				return taken;
			},
			writeAll(data) {
				terminal.written += Buffer.from(data).toString();
			},
		},
		size: () => ({columns: 80, rows: 24}),
		timing: {
			now: () => 0,
			worked: () => 0,
			after(_, run) {
				waiting.push(run);
			},
		},
		translate: text => text.replaceAll('×', 'x'),
		onLost(error) {
			lost.push(error);
		},
	});
	screen.open();
	return {
		screen, terminal, waiting, lost,
	};
}

test('text is added to the terminal as it is, translated', t => {
	const {screen, terminal} = setUp();
	screen.stream.write('spike ×5\n');
	screen.resize();
	screen.stream.write('live\n');
	t.is(terminal.written, 'spike x5\nlive\n');
});

test('a terminal that takes nothing gets all of it later', t => {
	const {screen, terminal, waiting} = setUp();
	terminal.room = 2;
	screen.stream.write('abcd');
	screen.stream.write('ef');
	t.is(terminal.written, 'ab');
	terminal.room = 100;
	waiting.shift()?.();
	t.is(terminal.written, 'abcdef');
	t.is(waiting.length, 0);
});

test('what is unwritten at the end is written then, and nothing after it', t => {
	const {screen, terminal} = setUp();
	terminal.room = 0;
	screen.stream.write('last words');
	screen.restore();
	screen.stream.write('too late');
	screen.restore();
	t.is(terminal.written, 'last words');
});

test('a terminal that stalls for good is not remembered for ever', t => {
	const {screen, terminal} = setUp();
	terminal.room = 0;
	for (let line = 0; line < 10_000; line++) {
		screen.stream.write('a line of some length\n');
	}

	screen.restore();
	t.true(terminal.written.length < 70_000);
});

test('a terminal that is gone is told once', t => {
	const {screen, terminal, lost} = setUp();
	terminal.isGone = true;
	screen.stream.write('a');
	screen.stream.write('b');
	t.is(lost.length, 1);
});
