import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {identityOf} from '../../../source/files/identity.js';
import {matchFiles} from '../../../source/sources/file/match-files.js';
import {folderWith} from '../../helpers/names.js';

for (const [pattern, absent, expected] of [
	['*.log', 'out.log', ['a.log', 'out.log']],
	['*.log', 'out.txt', ['a.log']],
	['*', 'sub/out.log', ['a.log', 'b.txt']],
	['**', 'sub/out.log', ['a.log', 'b.txt', 'link/c.log', 'link/out.log', 'sub/c.log', 'sub/out.log']],
	['s*/*.log', 'sub/out.log', ['sub/c.log', 'sub/out.log']],
	['link/*', 'sub/out.log', ['link/c.log', 'link/out.log']],
	['{a,out}.log', 'out.log', ['a.log', 'out.log']],
	['[!b]*', 'out.log', ['a.log', 'out.log']],
	['*', '.out', ['a.log', 'b.txt']],
	['a.log', 'out.log', ['a.log']],
	['nothing*', 'nothing.log', ['nothing.log']],
] as const) {
	test(`${pattern} would match with ${absent}: ${expected.join(' ')}`, async t => {
		const {at, folder} = folderWith(t, [['a.log', ''], ['b.txt', ''], ['sub/c.log', '']]);
		fs.symlinkSync('sub', at('link'));
		const identity = identityOf(at(absent));
		const absents = identity?.absent === undefined ? [] : [identity.absent];
		const relative = path.relative(process.cwd(), folder);
		for (const base of [folder, relative]) {
			const found = await matchFiles(`${base}/${pattern}`, absents);
			t.deepEqual(found.map(name => path.relative(folder, path.resolve(name))).toSorted(), [...expected]);
		}
	});
}
