import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {inAscii} from '../../source/text/ascii.js';
import {widthOf} from '../../source/text/columns.js';
import {play, scenes} from '../helpers/scenes.js';
import {openDrawing} from '../helpers/stage.js';

const drawing = openDrawing();
test.after(() => {
	drawing.close();
});

for (const scene of scenes) {
	test.serial(`in ASCII, ${scene.name} has the same widths at every size`, async t => {
		const stage = await play(scene);
		for (const [columns, rows] of [[50, 12], [60, 16], [80, 24], [120, 40]] as const) {
			stage.resize({columns, rows});
			const frame = drawing.draw(stage.state());
			const translated = frame.map(line => inAscii(line));
			t.is(frame.length, rows);
			t.regex(translated.join(''), /^\p{ASCII}+$/v);
			t.deepEqual(translated.map(line => widthOf(line)), frame.map(line => widthOf(line)));
			const unknown = translated.join('').split('?').length - frame.join('').split('?').length;
			t.is(unknown > 0, scene.name === 'problem' && rows > 12, 'only text from outside has no ASCII');
		}
	});
}

test('every glyph that the source holds has something in ASCII', t => {
	const root = path.resolve(import.meta.dirname, '..', '..', '..', 'source');
	const files = fs.readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file => /\.tsx?$/v.test(file) && !/^(?:text|settings)\/|screen-reader\/words/v.test(file));
	t.true(files.length > 50);
	for (const file of files) {
		const code = fs.readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gmv, '');
		for (const glyph of code.match(/\P{ASCII}/gv) ?? []) {
			t.not(inAscii(glyph), '?', `${glyph} in ${file}`);
		}
	}
});
