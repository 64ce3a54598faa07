import test from 'ava';
import {createScreenReaderOutput} from '../../../source/tui/terminal/screen-reader-output.js';
import {createFakeOutput} from '../../helpers/fake-output.js';
import {createTurnedTime} from '../../helpers/turned-time.js';

function setUp() {
	const terminal = createFakeOutput();
	const timing = createTurnedTime();
	const lost: unknown[] = [];
	const screen = createScreenReaderOutput({
		output: terminal,
		size: () => ({columns: 80, rows: 24}),
		timing,
		translate: text => text.replaceAll('×', 'x'),
		onLost(error) {
			lost.push(error);
		},
	});
	screen.open();
	return {
		screen, terminal, timing, lost,
	};
}

test('text is added to the terminal as it is, translated', t => {
	const {screen, terminal} = setUp();
	screen.show('spike ×5\n');
	screen.resize();
	screen.show('live\n');
	t.is(terminal.written, 'spike x5\nlive\n');
});

test('a terminal that takes nothing gets all of it later', t => {
	const {screen, terminal, timing} = setUp();
	terminal.room = 2;
	screen.show('abcd');
	screen.show('ef');
	t.is(terminal.written, 'ab');
	terminal.room = 100;
	timing.pass(1000);
	t.is(terminal.written, 'abcdef');
});

test('what is unwritten at the end is written then, and nothing after it', t => {
	const {screen, terminal} = setUp();
	terminal.room = 0;
	screen.show('last words');
	screen.restore();
	screen.show('too late');
	screen.restore();
	t.is(terminal.written, 'last words');
});

test('a terminal that stalls for good is not remembered for ever', t => {
	const {screen, terminal} = setUp();
	terminal.room = 0;
	for (let line = 0; line < 10_000; line++) {
		screen.show('a line of some length\n');
	}

	screen.restore();
	t.true(terminal.written.length < 70_000);
});

test('a terminal that is gone is told once', t => {
	const {screen, terminal, lost} = setUp();
	terminal.isGone = true;
	screen.show('a');
	screen.show('b');
	t.is(lost.length, 1);
});
