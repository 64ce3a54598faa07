import {inAscii} from '../../source/text/ascii.js';
import {openDrawing} from '../helpers/stage.js';
import {play, scenes} from '../helpers/scenes.js';

/** Where the golden screens lie, seen from where this file is compiled to. */
export const goldenFolder = new URL('../../../test/golden/screens/', import.meta.url);

/** The smallest one, the usual ones, and a large one. */
const sizes = [[60, 16], [80, 24], [120, 40], [200, 60]] as const;
const tooSmall = [60, 15] as const;

/** Every golden screen by the name of its file. What is drawn depends on nothing but the code. */
export async function drawScreens(): Promise<ReadonlyMap<string, string>> {
	const drawing = openDrawing();
	const screens = new Map<string, string>();
	try {
		for (const scene of scenes) {
			const stage = await play(scene);
			const shownAt = scene.name === 'overview' ? [tooSmall, ...sizes] : sizes;
			for (const [columns, rows] of shownAt) {
				stage.resize({columns, rows});
				const screen = textOf(drawing.draw(stage.state()));
				const file = `${scene.name.replaceAll(' ', '-')}-${columns}x${rows}`;
				screens.set(`${file}.txt`, screen);
				if (scene.name === 'overview') {
					screens.set(`${file}-ascii.txt`, inAscii(screen));
				}
			}
		}
	} finally {
		drawing.close();
	}

	return screens;
}

function textOf(rows: readonly string[]): string {
	return `${rows.map(row => row.trimEnd()).join('\n').trimEnd()}\n`;
}
