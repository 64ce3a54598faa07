import {Buffer} from 'node:buffer';
import test from 'ava';
import type {SentGroup} from '../../../source/sinks/tcp/sent-group.js';
import {SentWindow} from '../../../source/sinks/tcp/sent-window.js';

/** Groups of one record; `left` are those that the window has let go of. */
function createSender(window: SentWindow): {readonly left: readonly string[]; send(text: string, at: number): void} {
	const left: string[] = [];
	return {
		left,
		send(text, at) {
			const group: SentGroup = {
				parts: [Buffer.from(text)],
				size: text.length,
				letGo() {
					left.push(text);
				},
			};
			window.add(group, {records: 1, bytes: text.length}, at);
		},
	};
}

test('it lets go of what was taken long ago and is not queued, and of what no buffer can hold any more', t => {
	const window = new SentWindow(10);
	const {left, send} = createSender(window);
	send('aaaa', 1);
	send('bbbb', 2);
	window.confirm(8, 1);
	t.deepEqual(window.unconfirmed, {records: 1, bytes: 4});
	t.deepEqual(left, ['aaaa']);
	window.confirm(7, 5);
	t.false(window.isEmpty);
	window.confirm(8, 5);
	t.true(window.isEmpty);
	send('cccc', 3);
	send('dddd', 3);
	window.confirm(11, 5);
	t.is(window.unconfirmed.records, 2);
	send('eeeeee', 4);
	t.deepEqual(window.unconfirmed, {records: 2, bytes: 10});
	t.deepEqual(left, ['aaaa', 'bbbb', 'cccc']);
});

test('the bytes of each connection are counted from its beginning', t => {
	const window = new SentWindow(10);
	const {left, send} = createSender(window);
	send('aaaa', 1);
	send('bbbb', 1);
	t.is(window.position, 8);
	window.restart();
	t.is(window.position, 0);
	window.takeNext(2);
	t.is(window.position, 4);
	window.confirm(3);
	t.deepEqual(left, []);
	window.confirm(4);
	t.deepEqual(left, ['aaaa']);
	t.false(window.isEmpty);
});

test('after the end of a connection all that is left is sent again in its order, and counted', t => {
	const window = new SentWindow(1000);
	const {left, send} = createSender(window);
	for (const text of ['one', 'two', 'three']) {
		send(text, 1);
	}

	window.restart();
	const again: string[] = [];
	while (window.hasNext) {
		again.push(Buffer.concat(window.next?.parts ?? []).toString());
		window.countNext();
		window.takeNext(2);
	}

	t.deepEqual(again, ['one', 'two', 'three']);
	t.deepEqual([window.resent, window.unconfirmed.records, left.length], [3, 3, 0]);
	window.confirmAll();
	t.true(window.isEmpty);
	t.deepEqual(left, ['one', 'two', 'three']);
});
