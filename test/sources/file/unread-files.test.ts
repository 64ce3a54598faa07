import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Source} from '../../../source/engine/ports/source.js';
import {createFileSource} from '../../../source/sources/file/file-source.js';
import type {Read} from '../../../source/sources/reading/file-reader.js';
import {realClock as clock} from '../../helpers/clock.js';
import {ownPath} from '../../helpers/folder.js';
import {openReading, type Reading} from '../source-contract.js';

const record = `${'x'.repeat(126)}\n`;
const everything = Number.POSITIVE_INFINITY;

type Outcome = {readonly text: string; readonly reading: Reading};

function folderWith(t: ExecutionContext, ...files: ReadonlyArray<readonly [name: string, text: string]>): string {
	const folder = ownPath(t, '');
	for (const [name, text] of files) {
		fs.writeFileSync(path.join(folder, name), text);
	}

	return folder;
}

function sourceOf(pattern: string, read?: Read): Source {
	return createFileSource({
		pattern, maxRecordSize: 1024 * 1024, clock, ...(read !== undefined && {read}),
	});
}

/** Reads all that a source has; `meanwhile` comes once the first file is open. */
async function readAll(source: Source, meanwhile?: () => void): Promise<Outcome> {
	const reading = await openReading({source});
	meanwhile?.();
	await reading.readUntil(everything);
	await source.close();
	return {text: new TextDecoder().decode(reading.bytes()), reading};
}

const names = ({reading}: Outcome): readonly string[] => reading.unread.map(({file, reason}) => `${path.basename(file)}: ${reason}`);

const gone = 'no such file or directory (ENOENT)';

const unreadable: ReadonlyArray<readonly [title: string, make: (file: string) => void, reason: string]> = [
	['a link to nothing', file => {
		fs.symlinkSync('nothing', file);
	}, gone],
	['a link to itself', file => {
		fs.symlinkSync(path.basename(file), file);
	}, 'too many symbolic links encountered (ELOOP)'],
	['a folder', file => {
		fs.mkdirSync(file);
	}, 'it is a folder'],
	['a link to a device', file => {
		fs.symlinkSync('/dev/null', file);
	}, 'it is no regular file'],
	['a named pipe', file => {
		execFileSync('mkfifo', [file]);
	}, 'it is no regular file'],
	['a file that fails as it is read', file => {
		fs.symlinkSync('/proc/self/mem', file);
	}, 'i/o error (EIO)'],
];

for (const [title, make, reason] of unreadable) {
	for (const name of ['a.log', 'm.log', 'z.log']) {
		test(`${title}, as ${name}, is said and skipped`, async t => {
			const folder = folderWith(t, ['b.log', 'b\n'], ['y.log', 'y']);
			make(path.join(folder, name));
			const outcome = await readAll(sourceOf(`${folder}/*.log`));
			t.is(outcome.text, 'b\ny\n');
			t.deepEqual(outcome.reading.unread, [{
				file: path.join(folder, name), bytesRead: 0, recordsRead: 0, reason,
			}]);
		});
	}
}

test('a file that was removed before its turn is said at the end', async t => {
	const folder = folderWith(t, ['a.log', 'a\n'], ['b.log', 'gone\n'], ['c.log', 'c\n']);
	const outcome = await readAll(sourceOf(`${folder}/*.log`), () => {
		fs.rmSync(path.join(folder, 'b.log'));
	});
	t.is(outcome.text, 'a\nc\n');
	t.deepEqual(names(outcome), [`b.log: ${gone}`]);
});

/** Fails at the so manieth read. */
function failingAt(reads: number, code: string): Read {
	let left = reads;
	return (fd, space, onRead) => {
		left--;
		if (left === 0) {
			setImmediate(onRead, Object.assign(new Error(code), {code}), 0);
		} else {
			fs.read(fd, space, 0, space.length, null, onRead);
		}
	};
}

for (const code of ['EIO', 'ENXIO', 'EACCES']) {
	test(`a read that fails midway (${code}) ends its file and no other; the record that it tears is refused`, async t => {
		const folder = folderWith(t, ['a.log', record.repeat(4096)], ['b.log', 'b\n']);
		const {text, reading} = await readAll(sourceOf(`${folder}/*.log`, failingAt(2, code)));
		const whole = Math.floor(256 * 1024 / record.length);
		t.is(text, `${record.repeat(whole)}b\n`);
		t.like(reading.unread, [{file: path.join(folder, 'a.log'), bytesRead: 256 * 1024, recordsRead: whole}]);
		t.true(reading.unread[0]?.reason.endsWith(`(${code})`));
		t.is(reading.refused[0]?.size, (256 * 1024) - (whole * record.length));
		t.regex(reading.refused[0]?.reason ?? '', /a\.log could not be read to the end of this record: /v);
	});
}

for (const [title, size] of [['to nothing', 0], ['below what was read', 1000], ['beyond what was read', 300_000]] as const) {
	test(`a file that is cut ${title} while it is read is said`, async t => {
		const folder = folderWith(t, ['a.log', record.repeat(8192)], ['b.log', 'b\n']);
		const outcome = await readAll(sourceOf(`${folder}/*.log`), () => {
			fs.truncateSync(path.join(folder, 'a.log'), size);
		});
		t.deepEqual(names(outcome), [`a.log: it was cut to ${size.toLocaleString('en')} bytes while it was read`]);
		t.true(outcome.text.endsWith('b\n'));
		t.true(outcome.reading.refused.length <= 1);
	});
}

test('a file that grows while it is read is read to its end, and so is one of the system, whose size says nothing', async t => {
	const folder = folderWith(t, ['a.log', 'a\n']);
	fs.symlinkSync('/proc/self/limits', path.join(folder, 'b.log'));
	const outcome = await readAll(sourceOf(`${folder}/*.log`), () => {
		fs.appendFileSync(path.join(folder, 'a.log'), 'more\n');
	});
	t.deepEqual(outcome.reading.unread, []);
	t.is(outcome.text, `a\nmore\n${fs.readFileSync('/proc/self/limits', 'utf8')}`);
});

test('whatever names a file has, it is read once', async t => {
	const folder = folderWith(t, ['a.log', 'a\n'], ['b.log', 'b\n']);
	fs.linkSync(path.join(folder, 'a.log'), path.join(folder, 'c.log'));
	fs.symlinkSync('b.log', path.join(folder, 'd.log'));
	fs.mkdirSync(path.join(folder, 'real'));
	fs.writeFileSync(path.join(folder, 'real', 'e.log'), 'e\n');
	fs.symlinkSync('real', path.join(folder, 'same'));
	const {text, reading} = await readAll(sourceOf(`${folder}/**/*.log`));
	t.is(text, 'a\nb\ne\n');
	t.deepEqual(reading.unread, []);
});

const renames: ReadonlyArray<readonly [title: string, meanwhile: (folder: string) => void, text: string, unread: readonly string[]]> = [
	['to a name that comes later', folder => {
		fs.renameSync(`${folder}/b.log`, `${folder}/z.log`);
	}, 'a\nc\nb\n', []],
	['to a name whose turn is over', folder => {
		fs.renameSync(`${folder}/b.log`, `${folder}/0.log`);
	}, 'a\nc\nb\n', []],
	['over another one, which is lost', folder => {
		fs.renameSync(`${folder}/b.log`, `${folder}/c.log`);
	}, 'a\nb\n', ['c.log: another file had taken its name before it was read']],
	['over one that was read', folder => {
		fs.renameSync(`${folder}/b.log`, `${folder}/a.log`);
	}, 'a\nc\nb\n', []],
	['as logs are rotated', folder => {
		fs.renameSync(`${folder}/c.log`, `${folder}/d.log`);
		fs.renameSync(`${folder}/b.log`, `${folder}/c.log`);
		fs.renameSync(`${folder}/a.log`, `${folder}/b.log`);
		fs.writeFileSync(`${folder}/a.log`, 'new\n');
	}, 'a\nb\nnew\nc\n', []],
	['to a name that does not match', folder => {
		fs.renameSync(`${folder}/b.log`, `${folder}/b.txt`);
	}, 'a\nc\n', [`b.log: ${gone}`]],
];

for (const [title, meanwhile, text, unread] of renames) {
	test(`a file that is renamed ${title}`, async t => {
		const folder = folderWith(t, ['a.log', 'a\n'], ['b.log', 'b\n'], ['c.log', 'c\n']);
		const outcome = await readAll(sourceOf(`${folder}/*.log`), () => {
			meanwhile(folder);
		});
		t.is(outcome.text, text);
		t.deepEqual(names(outcome), unread);
	});
}

/** Adds a file to a folder each time that one is read to its end, so many times. */
function growing(folder: string, times: number): Read {
	let made = 0;
	return (fd, space, onRead) => {
		fs.read(fd, space, 0, space.length, null, (error, length) => {
			if (length === 0 && made < times) {
				made++;
				fs.writeFileSync(path.join(folder, `${String(made).padStart(3, '0')}.log`), `${made}\n`);
			}

			onRead(error, length);
		});
	};
}

test('files that come while others are read are read as well', async t => {
	const folder = folderWith(t, ['a.log', 'a\n']);
	const {text, reading} = await readAll(sourceOf(`${folder}/*.log`, growing(folder, 5)));
	t.is(text, 'a\n1\n2\n3\n4\n5\n');
	t.deepEqual(reading.unread, []);
});

test('a folder that grows for ever is read ten times, and what is left is said', async t => {
	const folder = folderWith(t, ['a.log', 'a\n']);
	const outcome = await readAll(sourceOf(`${folder}/*.log`, growing(folder, everything)));
	t.is(outcome.text, 'a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n');
	t.deepEqual(names(outcome), ['010.log: files kept coming, and the pattern was looked at 10 times']);
});

test('a file that was given the inode of a removed one is another file', async t => {
	const folder = folderWith(t, ['a.log', 'a\n'], ['b.log', 'b\n']);
	let isDone = false;
	const outcome = await readAll(sourceOf(`${folder}/*.log`, (fd, space, onRead) => {
		fs.read(fd, space, 0, space.length, null, (error, length) => {
			if (Buffer.from(space).toString('utf8', 0, 1) === 'b' && !isDone) {
				isDone = true;
				fs.rmSync(path.join(folder, 'a.log'));
				fs.writeFileSync(path.join(folder, 'new.log'), 'new\n');
			}

			onRead(error, length);
		});
	}));
	t.is(outcome.text, 'a\nb\nnew\n');
});

for (const [pattern, text, unread] of [
	['*', 'a\n', []],
	['**', 'a\nc\n', []],
	['?*', 'a\n', []],
	['[!b]*', 'a\n', []],
	['[ad]*', 'a\n', []],
	['{,a}*', 'a\n', ['d.log: it is a folder']],
	['*g', 'a\n', ['d.log: it is a folder']],
	['d*/*', 'c\n', []],
	['{a,d}.log', 'a\n', ['d.log: it is a folder']],
] as const) {
	test(`a folder is said to be none of the files where its name was asked for: ${pattern}`, async t => {
		const folder = folderWith(t, ['a.log', 'a\n']);
		fs.mkdirSync(path.join(folder, 'd.log'));
		fs.writeFileSync(path.join(folder, 'd.log', 'c'), 'c\n');
		const outcome = await readAll(sourceOf(`${folder}/${pattern}`));
		t.is(outcome.text, text);
		t.deepEqual(names(outcome), [...unread]);
	});
}

test('stopped, it says nothing of what it had not read yet', async t => {
	const folder = folderWith(t, ['a.log', record.repeat(8192)], ['b.log', 'b\n']);
	fs.symlinkSync('nothing', path.join(folder, 'c.log'));
	const source = sourceOf(`${folder}/*.log`);
	const reading = await openReading({source});
	await reading.readUntil(1);
	source.stop();
	reading.readHeld();
	t.true(source.isEnded);
	t.deepEqual(reading.unread, []);
	await source.close();
});

test('stopped while the pattern is looked at again, it says and reads nothing more', async t => {
	const folder = folderWith(t, ['a.log', 'a\n']);
	const source = sourceOf(`${folder}/*.log`, (fd, space, onRead) => {
		fs.read(fd, space, 0, space.length, null, (error, length) => {
			if (length === 0) {
				fs.writeFileSync(path.join(folder, 'b.log'), 'b\n');
				fs.symlinkSync('nothing', path.join(folder, 'c.log'));
			}

			onRead(error, length);
			if (length === 0) {
				source.stop();
			}
		});
	});
	const reading = await openReading({source});
	await reading.readUntil(everything);
	await source.close();
	t.is(new TextDecoder().decode(reading.bytes()), 'a\n');
	t.deepEqual(reading.unread, []);
});
