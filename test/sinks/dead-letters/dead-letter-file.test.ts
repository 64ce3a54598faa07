import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {UsageError} from '../../../source/domain/errors.js';
import {createDeadLetterFile} from '../../../source/sinks/dead-letters/dead-letter-file.js';
import {realClock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {folderWith, modeOf} from '../../helpers/names.js';
import {oddRecords} from '../../helpers/records.js';

const clock = {...realClock, wall: () => 1_712_345_678_123_456};

function linesIn(file: string): unknown[] {
	return fs.readFileSync(file, 'utf8').split('\n').slice(0, -1).map((line): unknown => JSON.parse(line));
}

test('keeps each record with the time and the reason, one a line', t => {
	const file = ownPath(t, 'dead.ndjson');
	const letters = createDeadLetterFile({path: file, clock});
	letters.keep([Buffer.from('{"a":"\u2028"}\n'), Buffer.from('crlf\r\n'), Buffer.from('\n')], 'the receiver said 422');
	letters.keep([Buffer.from('unterminated')], 'too large');
	letters.close();
	const at = '2024-04-05T19:34:38.123Z';
	t.deepEqual(linesIn(file), [
		{at, reason: 'the receiver said 422', record: '{"a":"\u2028"}'},
		{at, reason: 'the receiver said 422', record: 'crlf\r'},
		{at, reason: 'the receiver said 422', record: ''},
		{at, reason: 'too large', record: 'unterminated'},
	]);
});

test('a record that is no UTF-8 is kept in base64', t => {
	const file = ownPath(t, 'dead.ndjson');
	const letters = createDeadLetterFile({path: file, clock});
	letters.keep([Buffer.from([0xFF, 0x00, 0x0A])], 'why');
	letters.close();
	t.like(linesIn(file)[0], {encoding: 'base64', record: '/wA='});
});

test('every byte of odd records can be got back', t => {
	const file = ownPath(t, 'dead.ndjson');
	const letters = createDeadLetterFile({path: file, clock});
	letters.keep(oddRecords.map(record => Buffer.concat([record, Buffer.from('\n')])), 'why');
	letters.close();
	const back = linesIn(file).map(letter => {
		const {record, encoding} = Object.fromEntries(Object.entries(letter ?? {}));
		return Buffer.from(String(record), encoding === 'base64' ? 'base64' : 'utf8');
	});
	t.deepEqual(back, oddRecords.map(record => Buffer.from(record)));
});

test('the file is made by the first record, not before', t => {
	const file = ownPath(t, 'dead.ndjson');
	const letters = createDeadLetterFile({path: file, clock});
	letters.open();
	t.is(letters.name, file);
	letters.close();
	t.false(fs.existsSync(file));
});

test('appends to what is there', t => {
	const file = ownPath(t, 'dead.ndjson');
	for (const record of ['a', 'b']) {
		const letters = createDeadLetterFile({path: file, clock});
		letters.open();
		letters.keep([Buffer.from(record)], 'why');
		letters.close();
	}

	t.is(linesIn(file).length, 2);
});

test('says before the first record that it can not be written', t => {
	const folder = path.dirname(ownPath(t, 'x'));
	fs.writeFileSync(path.join(folder, 'file'), '');
	for (const [at, message] of [
		['.', /it is a folder/v],
		['missing/dead.ndjson', /no such file or directory/v],
		['file/dead.ndjson', /not a directory/v],
	] as const) {
		t.throws(() => {
			createDeadLetterFile({path: path.join(folder, at), clock}).open();
		}, {instanceOf: UsageError, message});
	}
});

test('refuses a pipe instead of waiting for its reader', t => {
	const pipe = ownPath(t, 'pipe');
	execFileSync('mkfifo', [pipe]);
	t.throws(() => {
		createDeadLetterFile({path: pipe, clock}).open();
	}, {instanceOf: UsageError, message: /it is a pipe/v});
});

test('a full disk throws', t => {
	const letters = createDeadLetterFile({path: '/dev/full', clock});
	t.throws(() => {
		letters.keep([Buffer.from('a')], 'why');
	}, {message: 'can\'t keep dead letters in /dev/full: no space left on device (ENOSPC)'});
	letters.close();
});

test('where keeping fails halfway, nothing is kept', t => {
	const file = ownPath(t, 'dead.ndjson');
	const letters = createDeadLetterFile({path: file, clock});
	letters.keep([Buffer.from('before')], 'why');
	function * breaking(): Generator<Uint8Array> {
		yield Buffer.alloc(2_000_000, 'x');
		throw new Error('broken');
	}

	t.throws(() => {
		letters.keep(breaking(), 'why');
	}, {message: /broken/v});
	letters.close();
	t.is(linesIn(file).length, 1);
});

test('is private, and a file that is there keeps its mode', t => {
	const {at} = folderWith(t, [['old', '']]);
	fs.chmodSync(at('old'), 0o644);
	for (const [name, mode] of [['new', '600'], ['old', '644']] as const) {
		const letters = createDeadLetterFile({path: at(name), clock});
		letters.keep([Buffer.from('a')], 'why');
		letters.close();
		t.is(modeOf(at(name)), mode);
	}
});

test('a name that nobody gave is not tried at the start, and no link is followed for it', t => {
	const {at} = folderWith(t);
	fs.symlinkSync('victim', at('link'));
	for (const [name, message] of [['missing/dead', /no such file/v], ['link', /it is a link/v]] as const) {
		const letters = createDeadLetterFile({path: at(name), isGiven: false, clock});
		t.notThrows(() => {
			letters.open();
		});
		t.throws(() => {
			letters.keep([Buffer.from('a')], 'why');
		}, {message});
		letters.close();
	}

	t.false(fs.existsSync(at('victim')));
	const given = createDeadLetterFile({path: at('link'), clock});
	given.keep([Buffer.from('a')], 'why');
	given.close();
	t.true(fs.existsSync(at('victim')));
});

test('keeping works again once it can', t => {
	const {at} = folderWith(t);
	const letters = createDeadLetterFile({path: at('sub/dead'), isGiven: false, clock});
	t.throws(() => {
		letters.keep([Buffer.from('a')], 'why');
	});
	fs.mkdirSync(at('sub'));
	letters.keep([Buffer.from('a')], 'why', 100);
	letters.close();
	t.like(linesIn(at('sub/dead')), [{record: 'a', truncated: true, size: 100}]);
});
