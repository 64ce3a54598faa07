import {Buffer} from 'node:buffer';
import test from 'ava';
import {RequestReader} from './request-reader.js';

const two = Buffer.from('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\none\r\nPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\ntwo');

function bodiesOf(pieces: readonly Uint8Array[]): readonly string[] {
	const bodies: string[] = [];
	const reader = new RequestReader(body => {
		bodies.push(Buffer.from(body).toString());
	});
	for (const piece of pieces) {
		reader.add(piece);
	}

	return bodies;
}

test('the bodies of several requests are found in one piece', t => {
	t.deepEqual(bodiesOf([two]), ['one\r\n', 'two']);
});

test('a piece may end anywhere', t => {
	for (let at = 0; at <= two.length; at++) {
		t.deepEqual(bodiesOf([two.subarray(0, at), two.subarray(at)]), ['one\r\n', 'two'], `cut at ${at}`);
	}

	t.deepEqual(bodiesOf([...two].map(byte => Uint8Array.of(byte))), ['one\r\n', 'two']);
});

test('an empty body is a body', t => {
	t.deepEqual(bodiesOf([Buffer.from('POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n'), two]), ['', 'one\r\n', 'two']);
});

test('a request of unknown length is refused', t => {
	t.throws(() => bodiesOf([Buffer.from('GET / HTTP/1.1\r\n\r\n')]), {message: /expected a request with a Content-Length/v});
});
