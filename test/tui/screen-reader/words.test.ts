import test from 'ava';
import {inWords, rateInWords} from '../../../source/tui/screen-reader/words.js';

const texts: ReadonlyArray<readonly [string, string]> = [
	['spike ×5 for 10 s', 'Spike times 5 for 10 s.'],
	['rate −10 %: 900/s', 'Rate minus 10 percent: 900 a second.'],
	['rate +10 %: 1.10k/s', 'Rate plus 10 percent: 1.10k a second.'],
	['1.00k/s × 301 ms / 50 = 7 are needed', '1.00k a second times 301 ms divided by 50 equals 7 are needed.'],
	['←→ look back', 'Left and right look back.'],
	['stdin → file:out.log', 'Stdin to file:out.log.'],
	['batch     ████▌··· 58% 29 records', 'Batch 58 percent 29 records.'],
	['4 of 1–10', '4 of 1 to 10.'],
	['Kill worker 3? y/n', 'Kill worker 3? y/n.'],
	['evil \u001B]52;c;aGk=\u0007\u202E', 'Evil.'],
	['', ''],
];

for (const [text, words] of texts) {
	test(`in words: ${words}`, t => {
		t.is(inWords(text), words);
	});
}

test('a rate is said with three digits', t => {
	t.is(rateInWords(48_213), '48,200 a second');
});
