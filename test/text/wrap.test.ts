import test from 'ava';
import {wrap, wrapCut, wrapWhole} from '../../source/text/wrap.js';

test('a text is wrapped between words', t => {
	t.deepEqual(wrap('one two three', 8), ['one two', 'three']);
});

test('lines break at spaces, and a word longer than a line stands alone', t => {
	t.deepEqual(wrap('aa bb cc', 5), ['aa bb', 'cc']);
	t.deepEqual(wrap('a longlonglong b', 5), ['a', 'longlonglong', 'b']);
	t.deepEqual(wrap('', 5), ['']);
});

test('a word longer than a line is cut, or broken so that nothing is lost', t => {
	t.deepEqual(wrapCut('a longlonglong b', 5), ['a', 'long…', 'b']);
	t.is(wrapWhole('a longlonglong b', 5).join('').replaceAll(' ', ''), 'alonglonglongb');
});
