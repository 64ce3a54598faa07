import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {setTimeout as pass} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {openTestTerminal, type TestTerminal} from '../test/helpers/terminal.js';
import {projectFolder} from './documents.js';
import {gifOf} from './gif.js';
import {pictureOf} from './picture.js';
import {rasterOf} from './raster.js';

const program = fileURLToPath(new URL('dist/program/cli.js', projectFolder));

/** Milliseconds from one picture of the film to the next. */
const [recorded, played] = [400, 200];

/** Pictures before the spike, and with it. */
const [quiet, moved] = [4, 56];

function open(columns: number, rows: number): TestTerminal {
	return openTestTerminal({
		command: process.execPath, arguments: [program], columns, rows, cwd: os.tmpdir(), env: [['TZ', 'UTC']],
	});
}

/**
Plays the story of the defaults in a terminal of its own, and writes what is visible at its peak into `media/`.

By then the chart shows the whole way: the scaler has found the six workers that the rate needs, and the spike asks for more.
*/
async function makePicture(columns: number, rows: number): Promise<void> {
	const terminal = open(columns, rows);
	try {
		await terminal.waitFor('00:00:48', 60_000);
		terminal.press('s');
		await terminal.waitFor('9 → 10 workers', 30_000);
		await terminal.waitFor('00:00:54', 30_000);
		await terminal.waitFor(text => text.includes('? help') && /pressure +\S (?:light|moderate|heavy)/v.test(text));
		const title = `Millrace in a terminal of ${columns} by ${rows}: a spike has just raised the pressure, and the scaler the workers from 6 to 10`;
		write(`media/screen-${columns}x${rows}.svg`, pictureOf(terminal.emulator, title));
		terminal.press('q');
		await terminal.exited;
	} finally {
		await terminal.close();
	}
}

/** Films a spike from before it comes until the pipeline has got over it, twice as fast as it was. */
async function makeFilm(columns: number, rows: number): Promise<void> {
	const terminal = open(columns, rows);
	const pictures: string[] = [];
	const film = async (count: number) => {
		for (let index = 0; index < count; index++) {
			await pass(recorded); // eslint-disable-line no-await-in-loop -- Time passes.
			pictures.push(pictureOf(terminal.emulator, ''));
		}
	};

	try {
		await terminal.waitFor('00:00:30', 60_000);
		await film(quiet);
		terminal.press('s');
		await film(moved);
		terminal.press('q');
		await terminal.exited;
	} finally {
		await terminal.close();
	}

	write('media/spike.gif', gifOf(pictures.map(picture => rasterOf(picture)), played));
}

function write(path: string, content: string | Uint8Array): void {
	fs.writeFileSync(new URL(path, projectFolder), content);
	console.log(`${path}: ${Math.round(fs.statSync(new URL(path, projectFolder)).size / 1000)} kB`);
}

await Promise.all([makePicture(80, 24), makePicture(120, 40), makeFilm(100, 30)]);
