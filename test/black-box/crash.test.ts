import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import test from 'ava';
import {folderWith} from '../helpers/names.js';
import {recordsIn, startProgram, textOf} from '../helpers/program.js';

/** Loaded by every thread of the program: ends that of the engine in a way, as soon as the file `now` is in its folder. */
function ending(how: string): string {
	const script = `
		import fs from 'node:fs';
		import {isMainThread} from 'node:worker_threads';
		if (!isMainThread) {
			setInterval(() => {
				if (fs.existsSync('now')) {
					${how}
				}
			}, 20);
		}
	`;
	return `--import data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
}

function membersOf(json: string): Readonly<Record<string, unknown>> {
	const value: unknown = JSON.parse(json);
	return Object.fromEntries(Object.entries(value ?? {}));
}

for (const [what, how, options, says] of [
	['an error that nobody catches', 'throw new Error("boom")', '', /internal error: boom/v],
	['an exit', 'process.exit(7)', '', /internal error: .*ended early with exit code 7/v],
	['no memory', 'const all = []; for (;;) { all.push(Array.from({length: 1e5}, () => ({}))); }', '--max-old-space-size=60 ', /internal error: .*memory/v],
] as const) {
	for (const format of ['--plain', '--json'] as const) {
		test(`${what} in the engine's thread leaves the last known ledger, in the report and as the last line: ${format}`, async t => {
			const {folder, at} = folderWith(t, [['r.json', 'old']]);
			const program = startProgram(t, ['--rate', '1k', '--sink', 'null', format, '--report', 'r.json'], {
				folder, env: {NODE_OPTIONS: `${options}${ending(how)}`}, // eslint-disable-line @typescript-eslint/naming-convention -- The system has named it.
			});
			await program.said(format === '--json' ? /"accepted":\{"records":[1-9]/v : /Produced=[1-9]/v);
			fs.writeFileSync(at('now'), '');
			const {code, stderr, lastLine} = await program.ended;
			t.is(code, 1);
			t.regex(stderr, says);
			const {note, accepted, lost, outcome} = membersOf(textOf(folder, 'r.json'));
			t.is(outcome, 'crashed');
			t.is(lost, 0);
			t.true(Number(accepted) > 0);
			t.regex(String(note), /^Last known ledger, of [\d.]+ s after the start: .*; the engine has crashed, and what came after is not known\.$/v);
			t.is(recordsIn(String(note), 'accepted'), Number(accepted));
			t.is(format === '--json' ? membersOf(lastLine).sentence : lastLine, note);
		});
	}
}
