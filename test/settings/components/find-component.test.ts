import test from 'ava';
import {schema} from '../../../source/cli/schema.js';
import type {End} from '../../../source/settings/components/component.js';
import {findComponent} from '../../../source/settings/components/find-component.js';
import {oneOf} from '../../../source/settings/values/types.js';

/** The component that an address names and the address taken apart, or what is said of it. */
function read(end: End, text: string) {
	const found = findComponent(end, schema.components[end], text);
	if (!found.ok) {
		return {said: `${found.instead ?? ''} ${found.hint ?? ''}`.trim()};
	}

	const address = found.value.address.parse(text);
	return {name: found.value.name, address: address?.ok === true ? address.value : undefined};
}

const sinks: ReadonlyArray<readonly [string, string, unknown]> = [
	['simulated', 'simulated', undefined],
	['null', 'null', undefined],
	['stdout', 'stdout', undefined],
	['file:out.log', 'file', {path: 'out.log'}],
	['file:/var/log/a b.log', 'file', {path: '/var/log/a b.log'}],
	['file:///var/log/out.log', 'file', {path: '/var/log/out.log'}],
	['file:a:b', 'file', {path: 'a:b'}],
	['tcp://127.0.0.1:9000', 'tcp', {host: '127.0.0.1', port: 9000}],
	['TCP://logs.example:65535/', 'tcp', {host: 'logs.example', port: 65_535}],
	['tcp://[::1]:9000', 'tcp', {host: '::1', port: 9000}],
	['tcp://:9000', 'tcp', {host: '127.0.0.1', port: 9000}],
	['http://127.0.0.1:9000/ingest', 'http', {url: 'http://127.0.0.1:9000/ingest'}],
	['https://logs.example/x?y=1:2', 'http', {url: 'https://logs.example/x?y=1:2'}],
	['HTTP://host', 'http', {url: 'HTTP://host'}],
	['http://[::1]:9000/', 'http', {url: 'http://[::1]:9000/'}],
	['http://[::1]/', 'http', {url: 'http://[::1]/'}],
	['http://me:secret@host:65535/', 'http', {url: 'http://me:secret@host:65535/'}],
	['http://me:secret@host/', 'http', {url: 'http://me:secret@host/'}],
];

for (const [text, name, address] of sinks) {
	test(`the sink ${text} is understood`, t => {
		t.deepEqual(read('sink', text), {name, address});
	});
}

const refused: ReadonlyArray<readonly [string, RegExp]> = [
	['ftp://x', /there is no sink for ftp:/v],
	['htp://x', /did you mean http\?/v],
	['http://', /say which host/v],
	['http:host', /say which host/v],
	['tcp://host', /port from 1 to 65535, got none/v],
	['tcp://host:0', /port from 1 to 65535, got 0/v],
	['tcp://host:9x', /got no number/v],
	['tcp://::1:9000', /write it like tcp:\/\/127\.0\.0\.1:9000/v],
	['tcp:host:9000', /write it like/v],
	['tcp://me:secret@host:1', /write it like/v],
	['tcp://host:1/path', /write it like/v],
	['http://h:99999/', /port from 1 to 65535, got 99999/v],
	['http://h:0', /got 0/v],
	['http://h:/x', /got none/v],
	['http://h:9x', /got no number/v],
	['http://me:123456/x@host/', /got no number in http:\/\/\*\*\*$/v],
	['hunter2:x@host', /^(?!.*hunter2)/v],
	['hooks.example.com/services/T0/B0', /say file:hooks\.example\.com\/services\/…/v],
	['hooks.example.com:80/services/T0/B0', /did you mean http:\/\/hooks\.example\.com:80\/services\/…\?/v],
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
		t.regex(read('sink', text).said ?? 'understood', said);
	});
}

test('a password is never shown', t => {
	t.false(JSON.stringify(read('sink', 'http://me:secret@host:0/')).includes('secret'));
});

test('sources and queues that exist are understood, others refused with what to do', t => {
	t.deepEqual(read('source', 'stdin'), {name: 'stdin', address: undefined});
	t.deepEqual(read('source', 'synthetic'), {name: 'synthetic', address: undefined});
	t.deepEqual(read('source', 'file:logs/*.log'), {name: 'file', address: {path: 'logs/*.log'}});
	t.deepEqual(read('source', 'tcp://:0'), {name: 'tcp', address: {host: '127.0.0.1', port: 0}});
	t.deepEqual(read('source', 'app.log'), {said: 'to read a file say file:app.log'});
	t.deepEqual(read('source', 'fiel:app.log'), {said: 'did you mean file?'});
	t.deepEqual(read('source', 'sdtin'), {said: 'did you mean stdin?'});
	t.deepEqual(read('source', 'ftp://x:1'), {said: 'there is no source for ftp:'});
	t.deepEqual(read('queue', 'memory'), {name: 'memory', address: undefined});
	t.deepEqual(read('queue', 'disk:x'), {said: 'there is no queue for disk:'});
});

test('words are listed as one would say them', t => {
	t.is(oneOf(['a', 'b', 'c']), 'a, b or c');
	t.is(oneOf(['a']), 'a');
});
