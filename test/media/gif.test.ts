import {Buffer} from 'node:buffer';
import test from 'ava';
import {gifOf} from '../../media/gif.js';
import {rasterOf} from '../../media/raster.js';
import {svgOf, type PictureCell} from '../../media/svg.js';

function cellsOf(text: string): readonly PictureCell[] {
	return Array.from(text, character => ({
		text: character, isBold: false, isDim: false, foreground: '#ffffff', background: undefined,
	}));
}

const [first, second] = ['lost 0', 'lost 1'].map(text => rasterOf(svgOf([cellsOf(text)], text)));

test('a picture of text has the text in it, whatever fonts the machine has', t => {
	const blank = rasterOf(svgOf([cellsOf('      ')], 'blank'));
	t.is(first?.rgba.length, blank.rgba.length);
	t.false(Buffer.from(first?.rgba ?? []).equals(blank.rgba));
	t.false(Buffer.from(first?.rgba ?? []).equals(second?.rgba ?? new Uint8Array()));
});

test('a film begins again, and takes little where little changes', t => {
	const frames = [first, second].flatMap(frame => frame ?? []);
	const film = gifOf(frames, 200);
	const still = gifOf(frames.slice(0, 1), 200);
	t.is(Buffer.from(film).toString('latin1', 0, 6), 'GIF89a');
	t.true(Buffer.from(film).includes('NETSCAPE2.0'));
	t.true(film.length > still.length);
	t.true(film.length < still.length * 2);
});
