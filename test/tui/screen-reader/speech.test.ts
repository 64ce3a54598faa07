import test from 'ava';
import {silence, speak, type Topic} from '../../../source/tui/screen-reader/speech.js';

function topic(name: string, gist: string, isUrgent = false): Topic {
	return {
		name, gist, isUrgent, say: before => [`${name} ${before ?? '-'} ${gist}`],
	};
}

test('what is urgent is said at once, the rest in turns', t => {
	const first = speak(silence, [topic('rates', '1')], 0);
	t.deepEqual(first.sentences, ['rates - 1']);
	const early = speak(first, [topic('rates', '2'), topic('notice', 'a', true)], 100);
	t.deepEqual(early.sentences, ['notice - a']);
	t.deepEqual(speak(early, [topic('rates', '2')], 5000).sentences, ['rates 1 2']);
});

test('what has not changed is not said again, and the speech stays the same', t => {
	const topics = [topic('state', 'running', true), topic('rates', '1')];
	const first = speak(silence, topics, 0);
	t.is(speak(first, topics, 60_000), first);
});

test('a topic that comes back is said anew', t => {
	const first = speak(silence, [topic('question', 'kill', true)], 0);
	const gone = speak(first, [], 100);
	t.is(gone.turn, first.turn);
	t.is(speak(gone, [topic('question', 'kill', true)], 200).turn, 2);
});

test('a topic without words takes no turn', t => {
	const silent: Topic = {...topic('place', 'overview', true), say: () => []};
	const next = speak(silence, [silent], 0);
	t.is(next.turn, 0);
	t.is(speak(next, [silent], 1), next);
});
