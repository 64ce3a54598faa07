import fs from 'node:fs';
import test from 'ava';
import {descriptorOf, placeOf} from '../../source/files/place.js';
import {folderWith} from '../helpers/names.js';

for (const [name, fd] of [
	['/dev/stdin', 0],
	['/dev/stdout', 1],
	['/dev/stderr', 2],
	['/dev/fd/63', 63],
	['/proc/self/fd/3', 3],
	['/dev/null', undefined],
	['stdout', undefined],
	['/dev/fd/x', undefined],
] as const) {
	test(`${name} is ${fd === undefined ? 'no descriptor' : `descriptor ${fd}`}`, t => {
		t.is(descriptorOf(name), fd);
	});
}

test('links are followed one after the other, to what need not be there', t => {
	const {at} = folderWith(t, [['deep/file', '']]);
	fs.symlinkSync('second', at('first'));
	fs.symlinkSync('deep/missing', at('second'));
	t.deepEqual(placeOf(at('first')), {kind: 'path', path: at('deep/missing')});
});

test('a link to a stream is that stream', t => {
	const {at} = folderWith(t);
	fs.symlinkSync('/dev/stdout', at('app.log'));
	t.deepEqual(placeOf(at('app.log')), {kind: 'descriptor', fd: 1});
});

test('links in a circle end', t => {
	const {at} = folderWith(t);
	fs.symlinkSync('b', at('a'));
	fs.symlinkSync('a', at('b'));
	t.is(placeOf(at('a')).kind, 'path');
});
