import test from 'ava';
import fc from 'fast-check';
import {withoutSecrets, wordWithoutSecrets} from '../../source/text/secrets.js';

/** What a word of a user is shown as. */
const words: ReadonlyArray<readonly [word: string, shown: string]> = [
	// What is fine is shown.
	['http://127.0.0.1:9000/ingest', 'http://127.0.0.1:9000/ingest'],
	['http://127.0.0.1:99999', 'http://127.0.0.1:99999'],
	['http://[::1]:9000/in', 'http://[::1]:9000/in'],
	['http://h/', 'http://h/'],
	['tcp://h:9000', 'tcp://h:9000'],
	['127.0.0.1:9000', '127.0.0.1:9000'],
	['localhost:9000/in', 'localhost:9000/in'],
	['example.com/in', 'example.com/in'],
	['synthetic', 'synthetic'],
	['100us', '100us'],
	['10:30', '10:30'],
	// Paths are no addresses.
	['file:app@1.log', 'file:app@1.log'],
	['file:what?.log', 'file:what?.log'],
	['file:/var/log/app/x.log', 'file:/var/log/app/x.log'],
	['file:///var/log/app/x.log', 'file:///var/log/app/x.log'],
	['logs/app/x.log', 'logs/app/x.log'],
	['./logs.d/app/x.log', './logs.d/app/x.log'],
	['app@host.log', 'app@host.log'],
	// Behind the host no more than the first segment.
	['https://hooks.example.com/services/T0/B0/secret', 'https://hooks.example.com/services/…'],
	['https://hooks.example.com//secret', 'https://hooks.example.com//…'],
	['http://h:9000/in?key=secret', 'http://h:9000/in?…'],
	['http://h?secret', 'http://h?…'],
	['http://h#secret', 'http://h#…'],
	['http:hooks.example.com/services/secret', 'http:hooks.example.com/services/…'],
	['hooks.example.com/services/secret', 'hooks.example.com/services/…'],
	['hooks.example.com?token=secret', 'hooks.example.com?…'],
	['h:9000/services/secret', 'h:9000/services/…'],
	['loki+http://me:secret@h/a/secret', 'loki+http://***@h/a/…'],
	// User and password, however they are mistyped.
	['http://me:secret@host/x', 'http://***@host/x'],
	['http://token@host/x', 'http://***@host/x'],
	['token@host:9000', '***@host:9000'],
	['me:secret@host:9000', '***@host:9000'],
	['me:secret@host', '***@host'],
	['http:/me:secret@host/x', 'http:/***@host/x'],
	['http//me:secret@host/x', '***'],
	['https:me:secret@host/x', 'https:***@host/x'],
	['htp://me:secret@host', 'htp://***@host'],
	[String.raw`http:\\me:secret@host\x`, String.raw`http:\\***@host\x`],
	[String.raw`http:\/\/me:secret@host`, String.raw`http:\/\/***@host`],
	['http://me:sec ret@host/', 'http://***@host/'],
	['http://me:sec"ret@host/', 'http://***@host/'],
	['http://me:sec\nret@host/', 'http://***@host/'],
	['http://me:se/cr?t@host/x', 'http://***'],
	['http://me:se@cr@host/x', 'http://***@host/x'],
	['http://me%3Asecret%40host/', 'http://***@host/'],
	['http://me:secret', 'http://me:***'],
	['http:\u001B[0m//me:secret@host', 'http:***'],
	['file://me:secret@host/x', 'file://***@host/x'],
	[' http://me:secret@host/', 'http://***@host/'],
];

for (const [word, expected] of words) {
	test(`${JSON.stringify(word)} is shown as ${JSON.stringify(expected)}`, t => {
		t.is(wordWithoutSecrets(word), expected);
		t.is(wordWithoutSecrets(expected), expected);
		t.is(withoutSecrets(expected), expected);
	});
}

test('addresses within a message are masked, and all else stays', t => {
	const message = 'can\'t reach "http://me:secret@h:9000/a/secret?x=1": ECONNREFUSED (trying https://hooks.example.com/services/T0/secret, file:/a/b/c) me:secret@h';
	t.is(withoutSecrets(message), 'can\'t reach "http://***@h:9000/a/…?…": ECONNREFUSED (trying https://hooks.example.com/services/…, file:/a/b/c) ***@h');
	const plain = 'Not drained within 0.3 s: 12 records left; c.yaml:3: rate: expected 1k or 1.5M, got "abc" (12:30:01)';
	t.is(withoutSecrets(plain), plain);
});

test('whatever the password is, no message shows it', t => {
	const passwords = fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: 20}).map(text => `Z9${text}Z9`);
	const forms: ReadonlyArray<(password: string) => string> = [
		password => `http://me:${password}@host/in`,
		password => `http:/me:${password}@host/in`,
		password => `http//me:${password}@host/in`,
		password => `https:me:${password}@host/in`,
		password => `me:${password}@host:9000`,
		password => `http://host/services/${password}`,
		password => `http://host/in?key=${password}`,
	];
	fc.assert(fc.property(passwords, fc.constantFrom(...forms), (password, form) => {
		const shown = wordWithoutSecrets(form(password));
		t.false(shown.includes('Z9'), `${form(password)} is shown as ${shown}`);
		t.is(wordWithoutSecrets(shown), shown);
	}), {seed: 12, numRuns: 2000});
});
