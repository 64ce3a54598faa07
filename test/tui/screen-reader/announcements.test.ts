import test from 'ava';
import {noAnnouncements, announce, type Topic} from '../../../source/tui/screen-reader/announcements.js';

function topic(name: string, gist: string, isUrgent = false): Topic {
	return {
		name, gist, isUrgent, say: before => [`${name} ${before ?? '-'} ${gist}`],
	};
}

test('what is urgent is said at once, the rest in turns', t => {
	const first = announce(noAnnouncements, [topic('rates', '1')], 0);
	t.deepEqual(first.sentences, ['rates - 1']);
	const early = announce(first, [topic('rates', '2'), topic('notice', 'a', true)], 100);
	t.deepEqual(early.sentences, ['notice - a']);
	t.deepEqual(announce(early, [topic('rates', '2')], 5000).sentences, ['rates 1 2']);
});

test('what has not changed is not said again, and the speech stays the same', t => {
	const topics = [topic('state', 'running', true), topic('rates', '1')];
	const first = announce(noAnnouncements, topics, 0);
	t.is(announce(first, topics, 60_000), first);
});

test('a topic that comes back is said anew', t => {
	const first = announce(noAnnouncements, [topic('question', 'kill', true)], 0);
	const gone = announce(first, [], 100);
	t.is(gone.turn, first.turn);
	t.is(announce(gone, [topic('question', 'kill', true)], 200).turn, 2);
});

test('a topic without words takes no turn', t => {
	const silent: Topic = {...topic('place', 'overview', true), say: () => []};
	const next = announce(noAnnouncements, [silent], 0);
	t.is(next.turn, 0);
	t.is(announce(next, [silent], 1), next);
});
