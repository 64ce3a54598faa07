import test from 'ava';
import {createLinePlacer, placeholderFor} from '../../../source/tui/terminal/line-placeholders.js';

const red = (text: string) => `\u001B[31m${text}\u001B[0m`;

test.serial('a line comes where its placeholder is, beside what is there', t => {
	const place = createLinePlacer();
	const frame = `ab${placeholderFor('one')}   c\n${placeholderFor(red('two'))}`;
	t.is(frame.length, 'ab?   c\n?'.length);
	t.is(place(frame), `abone c\n${red('two')}`);
});

test.serial('what is drawn later lies over what was drawn before, and what it leaves free is still seen', t => {
	const place = createLinePlacer();
	const under = placeholderFor(red('0123456789'));
	const covered = placeholderFor('no');
	const over = placeholderFor('box');
	t.is(place(`${under}  ${over}${covered}`), `${red('012')}box${red('6789')}`);
});

test.serial('half a wide character that is covered is a blank', t => {
	const place = createLinePlacer();
	const under = placeholderFor('世界世');
	const over = placeholderFor('x');
	t.is(place(`${under}  ${over}`), '世 x世');
	const first = placeholderFor('世界');
	const half = placeholderFor('x');
	t.is(place(`${half}${first}`), 'x世界');
});

test.serial('an empty line needs no placeholder, and nothing is left of one frame in the next', t => {
	const place = createLinePlacer();
	t.is(placeholderFor(''), '');
	t.is(place(placeholderFor('one')), 'one');
	t.is(place(placeholderFor('two')), 'two');
	t.is(place(placeholderFor('two')), 'two');
});

test.serial('more lines than there are placeholders come as they are', t => {
	const place = createLinePlacer();
	const frame = Array.from({length: 7000}, (_, index) => placeholderFor(`line ${index}`)).join('\n');
	t.is(place(frame), Array.from({length: 7000}, (_, index) => `line ${index}`).join('\n'));
});
