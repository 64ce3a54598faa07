import fs from 'node:fs';
import test from 'ava';
import {drawScreens, goldenFolder} from './screens.js';

const screens = await drawScreens();
const kept = fs.existsSync(goldenFolder) ? fs.readdirSync(goldenFolder) : [];

/** The rows that differ, one above the other. */
function differences(before: string, after: string): string {
	const [old, drawn] = [before.split('\n'), after.split('\n')];
	return Array.from({length: Math.max(old.length, drawn.length)}, (_, row) => old[row] === drawn[row] ? '' : `row ${row + 1}\n- ${old[row] ?? ''}\n+ ${drawn[row] ?? ''}\n`).join('');
}

for (const [name, screen] of screens) {
	test(`${name} is as it was`, t => {
		const before = kept.includes(name) ? fs.readFileSync(new URL(name, goldenFolder), 'utf8') : '';
		t.true(before === screen, `${name} is drawn otherwise; where that is meant, \`npm run golden\` rewrites it\n${differences(before, screen)}`);
	});
}

test('no golden screen is left over', t => {
	t.deepEqual(kept.filter(name => !screens.has(name)), []);
});
