import test from 'ava';
import {enterScreen, leaveScreen} from '../../../source/tui/terminal/frame.js';
import {createTerminalScreen} from '../../../source/tui/terminal/terminal-screen.js';
import {createFakeOutput} from '../../helpers/fake-output.js';
import {createTurnedTime} from '../../helpers/turned-time.js';

/** Frames that share no character: only what changes is written. */
function frameOf(number: number): string {
	return String.fromCodePoint(0x1_00 + number);
}

function setUp() {
	const timing = createTurnedTime();
	const terminal = createFakeOutput();
	const lost: unknown[] = [];
	const size = {columns: 20, rows: 3};
	const screen = createTerminalScreen({
		output: terminal,
		size: () => size,
		timing,
		interval: 100,
		onLost(error) {
			lost.push(error);
		},
	});
	return {
		timing, terminal, screen, lost, show(frame: string) {
			screen.show(frame);
		},
	};
}

test('nothing is written before it is opened, and nothing after it is restored', t => {
	const {terminal, screen, show, timing} = setUp();
	show('early');
	t.is(terminal.written, '');
	screen.open();
	show('a');
	screen.restore();
	const {written} = terminal;
	show('late');
	timing.pass(1000);
	t.is(terminal.written, written);
	t.true(written.startsWith(enterScreen));
	t.true(written.endsWith(leaveScreen));
});

test('restoring twice does it once', t => {
	const {terminal, screen} = setUp();
	screen.open();
	screen.restore();
	screen.restore();
	t.is(terminal.written.split(leaveScreen).length, 2);
});

test('of many frames in an interval the first and the newest are shown', t => {
	const {terminal, screen, show, timing} = setUp();
	screen.open();
	show('first');
	for (let frame = 0; frame < 50; frame++) {
		show(frameOf(frame));
	}

	t.true(terminal.written.includes('first'));
	t.false(terminal.written.includes(frameOf(0)));
	timing.pass(100);
	t.true(terminal.written.includes(frameOf(49)));
	t.false(terminal.written.includes(frameOf(48)));
});

test('a slow terminal gets whole frames and skips those in between', t => {
	const {terminal, screen, show, timing} = setUp();
	screen.open();
	terminal.room = 10;
	show('first');
	for (let frame = 0; frame < 50; frame++) {
		show(frameOf(frame));
		timing.pass(100);
	}

	t.false(terminal.written.includes(frameOf(0)));
	terminal.room = Number.POSITIVE_INFINITY;
	timing.pass(200);
	t.true(terminal.written.includes('first'));
	t.true(terminal.written.endsWith(`${frameOf(49)}\u001B[K\u001B[?2026l`));
	t.false(terminal.written.includes(frameOf(48)));
});

test('a new size clears the screen once', t => {
	const {terminal, screen, show, timing} = setUp();
	screen.open();
	show('a');
	screen.resize();
	timing.pass(100);
	show('b');
	timing.pass(100);
	t.is(terminal.written.split('\u001B[2J').length, 3);
});

test('opened again, it shows the newest frame', t => {
	const {terminal, screen, show, timing} = setUp();
	screen.open();
	show('a');
	screen.restore();
	terminal.written = '';
	timing.pass(1000);
	screen.open();
	timing.pass(100);
	t.true(terminal.written.startsWith(enterScreen));
	t.true(terminal.written.includes('\u001B[1;1Ha'));
});

test('a terminal that is gone is reported once and left alone', t => {
	const {terminal, screen, show, timing, lost} = setUp();
	screen.open();
	terminal.isGone = true;
	show('a');
	timing.pass(1000);
	show('b');
	timing.pass(1000);
	t.is(lost.length, 1);
});

test('the newest frame can be had as text without colours', t => {
	const {screen, show} = setUp();
	t.is(screen.text(), '');
	screen.open();
	show('\u001B[31mred\u001B[39m\nplain');
	t.is(screen.text(), 'red\nplain');
});
