import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {openTestTerminal} from '../test/helpers/terminal.js';
import {projectFolder} from './documents.js';
import {pictureOf} from './picture.js';

const program = fileURLToPath(new URL('dist/source/cli.js', projectFolder));

/**
Plays the story of the defaults in a terminal of its own, and writes what is visible at its peak into `media/`.

By then the chart shows the whole way: the scaler has found the six workers that the rate needs, and the spike asks for more.
*/
async function makePicture(columns: number, rows: number): Promise<void> {
	const terminal = openTestTerminal({
		command: process.execPath, arguments: [program], columns, rows, cwd: os.tmpdir(), env: [['TZ', 'UTC']],
	});
	try {
		await terminal.waitFor('00:00:48', 60_000);
		terminal.press('s');
		await terminal.waitFor('workers = 10', 30_000);
		await terminal.waitFor('00:00:54', 30_000);
		await terminal.waitFor(text => text.includes('? help') && /pressure +\S (?:light|moderate|heavy)/v.test(text));
		const title = `Millrace in a terminal of ${columns} by ${rows}: a spike has just raised the pressure, and the scaler the workers from 6 to 10`;
		const path = `media/screen-${columns}x${rows}.svg`;
		const picture = pictureOf(terminal.emulator, title);
		fs.writeFileSync(new URL(path, projectFolder), picture);
		console.log(`${path}: ${Math.round(Buffer.byteLength(picture) / 1000)} kB`);
		terminal.press('q');
		await terminal.exited;
	} finally {
		await terminal.close();
	}
}

await Promise.all([makePicture(80, 24), makePicture(120, 40)]);
