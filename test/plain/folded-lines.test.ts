import test from 'ava';
import {createFoldedLines} from '../../source/plain/folded-lines.js';
import {eventWith} from '../helpers/snapshots.js';

const second = 1_000_000;

/** An event of the sink at a second. */
function trouble(at: number, message: string, level: 'info' | 'warning' | 'error' = 'error') {
	return eventWith({
		at: at * second, level, source: 'sink', message,
	});
}

test('trouble is told at once, then counted and told every ten seconds, and what is left at the end', t => {
	const {linesOf, rest} = createFoldedLines();
	const told = Array.from({length: 24}, (_, at) => linesOf([trouble(at, `${at + 1} records dead-lettered`)], at * second));
	t.deepEqual(told.map((lines, at) => [at, ...lines]).filter(lines => lines.length > 1), [
		[0, 'Sink: 1 records dead-lettered'],
		[10, 'Sink: 11 records dead-lettered ×10 in 10 s'],
		[20, 'Sink: 21 records dead-lettered ×10 in 10 s'],
	]);
	t.deepEqual(rest(), ['Sink: 24 records dead-lettered ×3 in 3 s']);
});

test('one record and several are of one kind; another message, another level and another source are not', t => {
	const {linesOf} = createFoldedLines();
	t.is(linesOf([
		trouble(0, '1 record dead-lettered'),
		trouble(0, '1,250 records dead-lettered'),
		trouble(0, '2 records dropped'),
		trouble(0, '2 records dropped', 'warning'),
		{...trouble(0, '1 record dead-lettered'), source: 'source'},
	], 0).length, 4);
});

test('what is no trouble is told each time', t => {
	const {linesOf, rest} = createFoldedLines();
	t.is(linesOf([trouble(0, 'delivering again', 'info'), trouble(1, 'delivering again', 'info')], second).length, 2);
	t.deepEqual(rest(), []);
});

test('trouble that has been quiet for ten seconds is news again', t => {
	const {linesOf} = createFoldedLines();
	linesOf([trouble(0, 'no answer')], 0);
	t.deepEqual(linesOf([], 9 * second), []);
	t.deepEqual(linesOf([], 10 * second), []);
	t.deepEqual(linesOf([trouble(11, 'no answer')], 11 * second), ['Sink: no answer']);
});

test('a second one alone is told in its own words', t => {
	const {linesOf} = createFoldedLines();
	linesOf([trouble(0, 'no answer'), trouble(1, 'no answer')], second);
	t.deepEqual(linesOf([], 10 * second), ['Sink: no answer']);
});
