import fs from 'node:fs';
import test from 'ava';
import {identityOf, identityOfDescriptor} from '../../source/files/identity.js';
import {folderWith} from '../helpers/names.js';
import {openPipe} from '../helpers/pipe.js';

test('one file is one, by whatever name', t => {
	const {at, folder} = folderWith(t, [['file', ''], ['other', '']]);
	fs.symlinkSync('file', at('link'));
	fs.linkSync(at('file'), at('hard'));
	fs.mkdirSync(at('sub'));
	fs.symlinkSync('..', at('sub/up'));
	const key = identityOf(at('file'))?.key;
	t.truthy(key);
	for (const name of [at('link'), at('hard'), `${folder}/./file`, at('sub/up/file'), `${folder}/sub/../file`]) {
		t.is(identityOf(name)?.key, key);
	}

	t.not(identityOf(at('other'))?.key, key);
});

test('a file that is not there yet is one, by whatever name', t => {
	const {at} = folderWith(t, [['sub/file', '']]);
	fs.symlinkSync('sub/new', at('link'));
	fs.symlinkSync('sub', at('folder'));
	const identity = identityOf(at('sub/new'));
	t.is(identity?.absent?.name, 'new');
	for (const name of ['link', 'folder/new']) {
		t.is(identityOf(at(name))?.key, identity?.key);
	}

	t.not(identityOf(at('new'))?.key, identity?.key);
});

test('a descriptor is the file that it was opened for', t => {
	const {at} = folderWith(t, [['file', '']]);
	const fd = fs.openSync(at('file'), 'r');
	t.teardown(() => {
		fs.closeSync(fd);
	});
	t.is(identityOfDescriptor(fd)?.key, identityOf(at('file'))?.key);
	t.is(identityOf(`/dev/fd/${fd}`)?.key, identityOf(at('file'))?.key);
});

test('what may be shared has no identity, nor has what can not be', t => {
	const {at, folder} = folderWith(t, [['file', '']]);
	const {readEnd} = openPipe(t);
	for (const name of ['/dev/null', folder, at('missing/file'), at('file/file')]) {
		t.is(identityOf(name), undefined);
	}

	t.is(identityOfDescriptor(readEnd), undefined);
	t.is(identityOfDescriptor(12_345), undefined);
});
