import fs from 'node:fs';
import test from 'ava';
import {replaceFile} from '../../source/files/replace-file.js';
import {folderWith, modeOf} from '../helpers/names.js';

test('a new file is private, and there is nothing beside it', t => {
	const {at, folder} = folderWith(t);
	replaceFile(at('new'), 'text');
	t.is(fs.readFileSync(at('new'), 'utf8'), 'text');
	t.is(modeOf(at('new')), '600');
	t.deepEqual(fs.readdirSync(folder), ['new']);
});

test('another file takes the place of the old one, with its mode', t => {
	const {at, folder} = folderWith(t, [['old', 'a longer text']]);
	fs.chmodSync(at('old'), 0o640);
	const {ino} = fs.statSync(at('old'));
	const reader = fs.openSync(at('old'), 'r');
	replaceFile(at('old'), 'text');
	t.is(fs.readFileSync(at('old'), 'utf8'), 'text');
	t.is(fs.readFileSync(reader, 'utf8'), 'a longer text');
	fs.closeSync(reader);
	t.not(fs.statSync(at('old')).ino, ino);
	t.is(modeOf(at('old')), '640');
	t.deepEqual(fs.readdirSync(folder), ['old']);
});

test('where it fails the old file stays, and nothing is left beside it', t => {
	const {at, folder} = folderWith(t, [['old/file', 'text']]);
	t.throws(() => {
		replaceFile(at('old'), 'text');
	}, {code: 'EISDIR'});
	t.deepEqual(fs.readdirSync(folder), ['old']);
});
