import test from 'ava';
import {
	groupsInPs, groupsInStat, isInForeground, type ProcessGroups,
} from '../../../source/tui/terminal/foreground.js';

const stats: ReadonlyArray<readonly [text: string, groups: ProcessGroups | undefined]> = [
	['4242 (node) S 4000 4242 4000 34816 4242 4194304 1 2', {own: 4242, foreground: 4242}],
	['4242 (node) S 4000 4242 4000 34816 4000 4194304 1 2', {own: 4242, foreground: 4000}],
	['4242 (a) (b) 1 2) R 4000 77 4000 34816 99 0', {own: 77, foreground: 99}],
	['4242 (node) S 1 4242 4242 0 -1 4194304', {own: 4242, foreground: -1}],
	['', undefined],
	['nonsense', undefined],
];

for (const [text, groups] of stats) {
	test(`/proc/self/stat: ${JSON.stringify(text)}`, t => {
		t.deepEqual(groupsInStat(text), groups);
	});
}

test('what ps prints', t => {
	t.deepEqual(groupsInPs('  4242  4000\n'), {own: 4242, foreground: 4000});
	t.deepEqual(groupsInPs('4242 0\n'), {own: 4242, foreground: 0});
	t.is(groupsInPs(''), undefined);
	t.is(groupsInPs('ps: illegal option\n'), undefined);
});

const cases: ReadonlyArray<readonly [title: string, groups: ProcessGroups | undefined, isInFront: boolean]> = [
	['its own group is in the foreground', {own: 7, foreground: 7}, true],
	['another group is', {own: 7, foreground: 5}, false],
	['no terminal controls it, on Linux', {own: 7, foreground: -1}, true],
	['no terminal controls it, on macOS', {own: 7, foreground: 0}, true],
	['nobody knows', undefined, true],
];

for (const [title, groups, isInFront] of cases) {
	test(`${isInFront ? 'the screen may be shown' : 'the screen stays away'}: ${title}`, t => {
		t.is(isInForeground(() => groups), isInFront);
	});
}
