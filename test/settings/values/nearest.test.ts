import test from 'ava';
import fc from 'fast-check';
import {didYouMean, editDistance, nearest} from '../../../source/settings/values/nearest.js';

const flags = ['--batch-size', '--batch-timeout', '--rate', '--max-workers', '--sink'];

const table: ReadonlyArray<readonly [string, string | undefined]> = [
	['--bach-size', '--batch-size'],
	['--batchSize', '--batch-size'],
	['--batch_size', '--batch-size'],
	['--rtae', '--rate'],
	['--workers', '--max-workers'],
	['--timeout', '--batch-timeout'],
	['--snik', '--sink'],
	['--zzz', undefined],
	['-x', undefined],
	['--', undefined],
];

for (const [word, meant] of table) {
	test(`${word} is nearest to ${meant ?? 'nothing'}`, t => {
		t.is(nearest(word, flags), meant);
	});
}

test('where nothing is near, the hint is another one', t => {
	t.is(didYouMean('--zzz', flags, 'see the help'), 'see the help');
	t.is(didYouMean('--rat', flags, 'see the help'), 'did you mean --rate?');
});

test('the distance is symmetric, 0 for the same word alone, and 1 for one slip', t => {
	const word = fc.string({maxLength: 8});
	fc.assert(fc.property(word, word, (a, b) => {
		t.is(editDistance(a, b), editDistance(b, a));
		t.is(editDistance(a, b) === 0, a === b);
		t.is(editDistance(a, `${a}x`), 1);
	}));
	t.is(editDistance('ab', 'ba'), 1);
});
