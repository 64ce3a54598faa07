import test from 'ava';
import {lightGround, svgOf, type PictureCell} from '../../media/svg.js';

function cells(text: string, foreground = '#ffffff', background?: string): PictureCell[] {
	return Array.from(text, character => ({
		text: character, isBold: false, isDim: false, foreground, background,
	}));
}

test('words become text, escaped, at the place of their cells', t => {
	const svg = svgOf([cells('   a<b & c')], 'a "title"');
	t.regex(svg, /<text x="25\.2"[^>]*>a&lt;b<\/text>/v);
	t.regex(svg, /aria-label="a &quot;title&quot;"/v);
});

test('neighbouring blocks of a colour become one rectangle as high as they are', t => {
	const svg = svgOf([cells('▄▄▄')], '');
	t.is(svg.match(/<rect /gv)?.length, 2);
	t.regex(svg, /<rect x="0" y="9" width="25\.3" height="9\.1" fill="#ffffff"\/>/v);
});

test('a border is one path a colour', t => {
	const svg = svgOf([cells('╭──╮'), cells('╰──╯')], '');
	t.is(svg.match(/<path /gv)?.length, 1);
	t.false(svg.includes('<text'));
});

test('a background is drawn under what stands on it', t => {
	const svg = svgOf([cells('ab', '#000000', '#123456')], '');
	t.true(svg.indexOf('#123456') < svg.indexOf('>ab<'));
});

test('a border on a background is drawn over it', t => {
	const svg = svgOf([cells('│', '#ffffff', '#123456')], '');
	t.true(svg.indexOf('#123456') < svg.indexOf('<path'));
});

test('the paper is the ground that is asked for', t => {
	t.true(svgOf([cells('a')], '', lightGround).includes('fill="#ffffff"/>'));
});
