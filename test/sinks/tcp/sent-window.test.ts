import {Buffer} from 'node:buffer';
import test from 'ava';
import {SentWindow} from '../../../source/sinks/tcp/sent-window.js';

function send(window: SentWindow, text: string, at: number): void {
	window.allocate(text.length).set(Buffer.from(text));
	window.add({records: 1, bytes: text.length}, at);
}

test('it lets go of what was taken long ago and is not queued, and of what no buffer can hold any more', t => {
	const window = new SentWindow(10);
	send(window, 'aaaa', 1);
	send(window, 'bbbb', 2);
	window.confirm(0, 1);
	t.deepEqual(window.unconfirmed, {records: 1, bytes: 4});
	window.confirm(4, 5);
	t.false(window.isEmpty);
	window.confirm(0, 5);
	t.true(window.isEmpty);
	send(window, 'cccc', 3);
	send(window, 'dddd', 3);
	window.confirm(5, 5);
	t.is(window.unconfirmed.records, 2);
	send(window, 'eeeeee', 4);
	t.deepEqual(window.unconfirmed, {records: 2, bytes: 10});
});

test('after the end of a connection all that is left is sent again in its order, and counted', t => {
	const window = new SentWindow(1000);
	for (const text of ['one', 'two', 'three']) {
		send(window, text, 1);
	}

	window.restart();
	const again: string[] = [];
	while (window.hasNext) {
		again.push(Buffer.from(window.next ?? []).toString());
		window.countNext();
		window.takeNext(2);
	}

	t.deepEqual(again, ['one', 'two', 'three']);
	t.deepEqual([window.resent, window.unconfirmed.records], [3, 3]);
	window.confirmAll();
	t.true(window.isEmpty);
});
