import test from 'ava';
import {themeNames, type ThemeName} from '../../../source/settings/cli/output-options.js';
import {themeFor} from '../../../source/tui/theme/themes.js';

/** WCAG's relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
		const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
}

/** WCAG's contrast of two colours, 1 to 21. */
function contrastOf(one: string, other: string): number {
	const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
	return (bright + 0.05) / (dark + 0.05);
}

/** As xterm has them: the harshest of the usual palettes. */
const xtermColours: Readonly<Record<string, string>> = {
	black: '#000000', red: '#cd0000', green: '#00cd00', yellow: '#cdcd00', blue: '#0000ee', magenta: '#cd00cd', cyan: '#00cdcd', white: '#e5e5e5',
	blackBright: '#7f7f7f', redBright: '#ff0000', greenBright: '#00ff00', yellowBright: '#ffff00', blueBright: '#5c5cff', magentaBright: '#ff00ff', cyanBright: '#00ffff', whiteBright: '#ffffff',
};

/** A colour of the palette of 256, from its cube or its greys. */
function indexedColour(name: string): string {
	const index = Number(/\d+(?=\))/v.exec(name)?.[0]);
	const level = (step: number) => step === 0 ? 0 : 55 + (step * 40);
	const cube = index - 16;
	const channels = index >= 232
		? [8, 8, 8].map(base => base + ((index - 232) * 10))
		: [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step => level(step));
	return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The grounds that a theme is made for, and the least contrast of its text. */
const grounds: Readonly<Record<ThemeName, {readonly papers: readonly string[]; readonly ink: string; readonly least: number}>> = {
	dark: {papers: ['#000000', '#1e1e1e'], ink: '#d0d0d0', least: 4.5},
	light: {papers: ['#ffffff'], ink: '#000000', least: 4.5},
	contrast: {papers: ['#000000'], ink: '#ffffff', least: 7},
};

/** Areas and lines, never words. */
const areas: ReadonlySet<string> = new Set(['outgoing', 'catchingUp', 'queue']);
const inTable: readonly string[] = ['plain', 'faint', 'accent', 'good', 'busy', 'waiting', 'warning', 'danger'];

for (const name of themeNames) {
	const {papers, ink, least} = grounds[name];
	const {tones, selection} = themeFor(name, 24);
	const styles = new Map(Object.entries(tones));
	const colourOf = (tone: string) => styles.get(tone)?.color ?? ink;

	test(`every word of the ${name} theme can be read on its background`, t => {
		for (const [tone, {color = ink}] of Object.entries(tones)) {
			for (const paper of papers) {
				const needed = tone === 'border' ? 1.8 : (areas.has(tone) ? 3 : least);
				t.true(contrastOf(color, paper) >= needed, `${tone} on ${paper}: ${contrastOf(color, paper).toFixed(2)}`);
			}
		}
	});

	test(`the selected row of the ${name} theme can be read, and stands out`, t => {
		for (const tone of inTable) {
			const contrast = contrastOf(colourOf(tone), selection ?? '');
			t.true(contrast >= 4.5, `${tone}: ${contrast.toFixed(2)}`);
		}

		t.true(contrastOf(selection ?? '', papers[0] ?? '') > 1.15);
	});

	test(`neighbouring areas of the ${name} theme differ in brightness`, t => {
		for (const [one, other] of [['incoming', 'outgoing'], ['catchingUp', 'outgoing']] as const) {
			t.true(contrastOf(colourOf(one), colourOf(other)) > 1.15, `${one} and ${other}: ${contrastOf(colourOf(one), colourOf(other)).toFixed(2)}`);
		}
	});

	test(`with 256 colours, what the ${name} theme takes from the palette can be read`, t => {
		const paper = papers[0] ?? '';
		const palette = themeFor(name, 8);
		for (const [tone, {color = ink}] of Object.entries(palette.tones)) {
			const shade = color.startsWith('#') ? color : indexedColour(color);
			const needed = tone === 'border' ? 1.8 : (areas.has(tone) ? 2.5 : least);
			t.true(contrastOf(shade, paper) >= needed, `${tone}: ${contrastOf(shade, paper).toFixed(2)}`);
			t.true(!inTable.includes(tone) || contrastOf(shade, indexedColour(palette.selection ?? '')) >= 4.5, `${tone} selected`);
		}
	});

	test(`with 16 colours the ${name} theme names them, and each can be read`, t => {
		const paper = papers[0] ?? '';
		for (const [tone, {color}] of Object.entries(themeFor(name, 4).tones)) {
			const shade = color === undefined ? ink : xtermColours[color];
			t.not(shade, undefined, `${tone} has no name`);
			const needed = tone === 'border' || areas.has(tone) ? 1.8 : 4;
			t.true(contrastOf(shade ?? paper, paper) >= needed, `${tone}: ${contrastOf(shade ?? paper, paper).toFixed(2)}`);
		}
	});
}

test('without colours, areas differ by pattern and no row is coloured', t => {
	t.like(themeFor(undefined, 1), {isColoured: false, selection: undefined});
	t.like(themeFor('light', 1), {isColoured: false, selection: undefined});
});

test('in ASCII, areas differ by pattern and colour', t => {
	t.like(themeFor('dark', 24, true), {isColoured: false, selection: '#1f3345'});
});
