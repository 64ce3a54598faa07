import test from 'ava';
import {
	oneOf, readQueue, readSink, readSource, withoutSecrets, type SinkAddress,
} from '../../../source/settings/values/address.js';

const sinks: ReadonlyArray<readonly [string, SinkAddress]> = [
	['simulated', {kind: 'simulated'}],
	['null', {kind: 'null'}],
	['stdout', {kind: 'stdout'}],
	['file:out.log', {kind: 'file', path: 'out.log'}],
	['file:/var/log/a b.log', {kind: 'file', path: '/var/log/a b.log'}],
	['file:///var/log/out.log', {kind: 'file', path: '/var/log/out.log'}],
	['file:a:b', {kind: 'file', path: 'a:b'}],
	['tcp://127.0.0.1:9000', {kind: 'tcp', host: '127.0.0.1', port: 9000}],
	['TCP://logs.example:65535/', {kind: 'tcp', host: 'logs.example', port: 65_535}],
	['tcp://[::1]:9000', {kind: 'tcp', host: '::1', port: 9000}],
	['tcp://:9000', {kind: 'tcp', host: '127.0.0.1', port: 9000}],
	['http://127.0.0.1:9000/ingest', {kind: 'http', url: 'http://127.0.0.1:9000/ingest'}],
	['https://logs.example/x?y=1:2', {kind: 'http', url: 'https://logs.example/x?y=1:2'}],
	['HTTP://host', {kind: 'http', url: 'HTTP://host'}],
	['http://[::1]:9000/', {kind: 'http', url: 'http://[::1]:9000/'}],
	['http://[::1]/', {kind: 'http', url: 'http://[::1]/'}],
	['http://me:secret@host:65535/', {kind: 'http', url: 'http://me:secret@host:65535/'}],
	['http://me:secret@host/', {kind: 'http', url: 'http://me:secret@host/'}],
];

for (const [text, address] of sinks) {
	test(`the sink ${text} is understood`, t => {
		t.deepEqual(readSink(text), {ok: true, value: address});
	});
}

const refused: ReadonlyArray<readonly [string, RegExp]> = [
	['ftp://x', /there is no sink for ftp:/v],
	['htp://x', /did you mean http\?/v],
	['http://', /say which host/v],
	['http:host', /say which host/v],
	['tcp://host', /port from 1 to 65535, got none/v],
	['tcp://host:0', /port from 1 to 65535, got 0/v],
	['tcp://host:9x', /got 9x/v],
	['tcp://::1:9000', /write it like tcp:\/\/127\.0\.0\.1:9000/v],
	['tcp:host:9000', /write it like/v],
	['tcp://me:secret@host:1', /write it like/v],
	['tcp://host:1/path', /write it like/v],
	['http://h:99999/', /port from 1 to 65535, got 99999/v],
	['http://h:0', /got 0/v],
	['http://h:/x', /got none/v],
	['http://h:9x', /got 9x/v],
	['http://a b/', /no valid URL/v],
	['localhost:9000', /did you mean http:\/\/localhost:9000\?/v],
	['127.0.0.1:9000/in', /did you mean http:\/\/127\.0\.0\.1:9000\/in\?/v],
	['file:', /say which file/v],
	['file://out.log', /write file:<path>/v],
	['out.log', /for a file say file:out\.log/v],
	['stdotu', /did you mean stdout\?/v],
	['', /file:/v],
];

for (const [text, said] of refused) {
	test(`the sink ${JSON.stringify(text)} is refused with what to do`, t => {
		const reading = readSink(text);
		t.regex(reading.ok ? 'read' : `${reading.instead ?? ''} ${reading.hint ?? ''}`, said);
	});
}

test('a password is never shown', t => {
	t.is(withoutSecrets('http://me:secret@host/x'), 'http://***@host/x');
	t.is(withoutSecrets('http://token@host/x'), 'http://***@host/x');
	t.is(withoutSecrets('http://me:se/cr?t@host/x'), 'http://***@host/x');
	t.is(withoutSecrets('http://host:9000/in?key=secret'), 'http://host:9000/in?…');
	t.is(withoutSecrets('http://host:9000/in'), 'http://host:9000/in');
	t.is(withoutSecrets('file:what?.log'), 'file:what?.log');
	const reading = readSink('http://me:secret@host:0/');
	t.false(JSON.stringify(reading).includes('secret'));
});

test('sources and queues that exist are understood, others refused with what to do', t => {
	t.deepEqual(readSource('stdin'), {ok: true, value: {kind: 'stdin'}});
	t.deepEqual(readSource('synthetic'), {ok: true, value: {kind: 'synthetic'}});
	t.deepEqual(readSource('file:logs/*.log'), {ok: true, value: {kind: 'file', path: 'logs/*.log'}});
	t.deepEqual(readSource('tcp://:0'), {ok: true, value: {kind: 'tcp', host: '127.0.0.1', port: 0}});
	t.deepEqual(readSource('app.log'), {ok: false, hint: 'to read a file say file:app.log'});
	t.deepEqual(readSource('fiel:app.log'), {ok: false, hint: 'did you mean file?'});
	t.deepEqual(readSource('sdtin'), {ok: false, hint: 'did you mean stdin?'});
	t.false(readSource('ftp://x:1').ok);
	t.deepEqual(readQueue('memory'), {ok: true, value: {kind: 'memory'}});
	t.false(readQueue('disk:x').ok);
});

test('words are listed as one would say them', t => {
	t.is(oneOf(['a', 'b', 'c']), 'a, b or c');
	t.is(oneOf(['a']), 'a');
});
