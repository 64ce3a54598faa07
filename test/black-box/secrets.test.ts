import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ownPath} from '../helpers/folder.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {runProgram} from '../helpers/program.js';

const secret = 'hunter2';

/** Everything that a run has said or written down, but for the records. */
function everythingIn(folder: string, {stdout, stderr}: {readonly stdout: Uint8Array; readonly stderr: string}): string {
	const files = fs.readdirSync(folder).filter(name => name !== 'c.yaml');
	return [Buffer.from(stdout).toString(), stderr, ...files.map(name => fs.readFileSync(path.join(folder, name), 'utf8'))].join('\n');
}

/** Addresses that are mistyped in some way. */
const mistyped: readonly string[] = [
	`htp://me:${secret}@h/in`,
	`http:/me:${secret}@h/in`,
	`http//me:${secret}@h/in`,
	`http:me:${secret}@h/in`,
	`https://me:${secret}@h:99999/in`,
	`http://me:${secret}`,
	`http://me:${secret}/x@h:0/`,
	`http://me:${secret} @h:0/`,
	`http://me:x ${secret}@h :0/`,
	`http://me:${secret}\n@h:0/`,
	`me:${secret}@h:9000`,
	`${secret}:x@h:9000`,
	String.raw`http:\\me:${secret}@h`,
	String.raw`http:\/\/me:${secret}@h`,
	`\u001B[31mhttp:\u001B[0m//me:${secret}@h:0/`,
	`tcp://me:${secret}@h:9000`,
	`tcp://h:9000/a/${secret}`,
	`file://me:${secret}@h/x`,
	`hooks.example.com/services/T0/${secret}`,
	`hooks.example.com:443/services/T0/${secret}`,
	`https:hooks.example.com/services/T0/${secret}`,
	`htps://hooks.example.com/services/T0/${secret}`,
	`http://h:x/services/T0/${secret}?token=${secret}#${secret}`,
	`http://me:${'x'.repeat(80)}${secret}@h:0/`,
];

for (const [index, address] of mistyped.entries()) {
	test(`nothing secret of ${JSON.stringify(address)} is shown, wherever it was given`, async t => {
		const folder = ownPath(t, '');
		fs.writeFileSync(path.join(folder, 'c.yaml'), `sink: ${JSON.stringify(address)}\n`);
		const ways: ReadonlyArray<readonly string[]> = [
			['--debug', '--sink', address], ['--config', 'c.yaml'], [`--snk=${address}`], ['--source', address], [address], ['--theme', address], ['--plain', address], ['--queue', address], [`--${address}`],
		];
		for (const words of index % 8 === 0 ? ways : ways.slice(0, 2)) {
			const outcome = await runProgram(t, ['--rate', '1', ...words], {folder});
			t.is(outcome.code, 2, `with ${words.join(' ')}`);
			t.false(everythingIn(folder, outcome).includes(secret), `it said ${outcome.stderr}`);
		}
	});
}

for (const words of [['--plain', '--verbose'], ['--json', '--verbose']]) {
	test(`${words.join(' ')}: of a webhook no more than host and first segment is shown, in events, reports and records of what was done`, async t => {
		const folder = ownPath(t, '');
		const receiver = await openReceiver(t);
		receiver.answer(response => {
			response.writeHead(receiver.requests.length === 1 ? 503 : 204).end();
		});
		const address = `http://me:${secret}@127.0.0.1:${receiver.port}/services/T0/${secret}?token=${secret}`;
		const written = ['--report', 'r.json', '--record', 'a.ndjson'];
		const outcome = await runProgram(t, ['--rate', 'max', '--count', '200', '--sink', address, '--backoff-base', '10ms', '--backoff-cap', '100ms', ...written, ...words], {folder});
		t.is(outcome.code, 0);
		t.true(receiver.requests.every(({path: target}) => target === `/services/T0/${secret}?token=${secret}`));
		const all = everythingIn(folder, outcome);
		t.false(all.includes(secret), `it said ${all}`);
		t.regex(all, /http:\/\/127\.0\.0\.1:\d+\/services\/…/v);
	});
}

test('a receiver that can\'t be reached is named without its path', async t => {
	const folder = ownPath(t, '');
	const outcome = await runProgram(t, ['--count', '5', '--rate', 'max', '--sink', `http://me:${secret}@127.0.0.1:9/services/T0/${secret}`, '--max-attempts', '1', '--dead-letter', 'dead', '--plain'], {folder});
	t.is(outcome.code, 3);
	t.false(everythingIn(folder, outcome).includes(secret), `it said ${outcome.stderr}`);
});
