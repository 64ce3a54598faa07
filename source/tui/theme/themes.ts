import type {ThemeName} from '../../settings/cli/output-options.js';
import type {ColourDepth} from '../terminal/colour-depth.js';
import type {Style, Theme, Tone} from './theme.js';

type Tones = Readonly<Record<Tone, Style>>;
type Palette = Pick<Theme, 'tones' | 'selection'>;

/**
The look of a screen.

@param name `undefined` where there are no colours.
@param isPatterned Whether neighbouring areas also differ by pattern: in ASCII, blocks are too thin to be told apart by colour.
*/
export function themeFor(name: ThemeName | undefined, depth: ColourDepth, isPatterned = false): Theme {
	const palette = palettesOf(depth)[name ?? 'dark'];
	return name === undefined || depth === 1
		? {tones: palette.tones, selection: undefined, isColoured: false}
		: {...palette, isColoured: !isPatterned};
}

function palettesOf(depth: ColourDepth): Readonly<Record<ThemeName, Palette>> {
	switch (depth) {
		case 4: {
			return basicPalettes;
		}

		case 8: {
			return indexedPalettes;
		}

		default: {
			return palettes;
		}
	}
}

/** After Okabe and Ito: told apart by people with any kind of colour blindness, also by their brightness. */
const dark: Palette = {
	tones: {
		plain: {},
		strong: {bold: true},
		faint: {color: '#8d9aa6'},
		accent: {color: '#56b4e9', bold: true},
		border: {color: '#4b5563'},
		title: {color: '#c3ccd6', bold: true},
		incoming: {color: '#e69f00'},
		outgoing: {color: '#3f92c8'},
		catchingUp: {color: '#1fb58f'},
		queue: {color: '#9c7bb8'},
		good: {color: '#1fb58f'},
		busy: {color: '#56b4e9'},
		waiting: {color: '#b08bc9'},
		warning: {color: '#e69f00', bold: true},
		danger: {color: '#ff7a5c', bold: true},
	},
	selection: '#1f3345',
};

/** The same hues, dark enough for white paper; what is an area only, not text, stays lighter to be told apart. */
const light: Palette = {
	tones: {
		plain: {},
		strong: {bold: true},
		faint: {color: '#56626d'},
		accent: {color: '#005f99', bold: true},
		border: {color: '#a3adb8'},
		title: {color: '#27323d', bold: true},
		incoming: {color: '#b05200'},
		outgoing: {color: '#005a91'},
		catchingUp: {color: '#2a9f80'},
		queue: {color: '#9a5fb0'},
		good: {color: '#00694f'},
		busy: {color: '#00659e'},
		waiting: {color: '#7a4290'},
		warning: {color: '#964400', bold: true},
		danger: {color: '#b3200f', bold: true},
	},
	selection: '#dcebf7',
};

const contrast: Palette = {
	tones: {
		plain: {color: '#ffffff'},
		strong: {color: '#ffffff', bold: true},
		faint: {color: '#d0d7de'},
		accent: {color: '#6fd0ff', bold: true},
		border: {color: '#a9b4bf'},
		title: {color: '#ffffff', bold: true},
		incoming: {color: '#ffb000'},
		outgoing: {color: '#4fb3f0'},
		catchingUp: {color: '#35f0c0'},
		queue: {color: '#dcb0ff'},
		good: {color: '#35f0c0'},
		busy: {color: '#6fd0ff'},
		waiting: {color: '#dcb0ff'},
		warning: {color: '#ffb000', bold: true},
		danger: {color: '#ff9c8a', bold: true},
	},
	selection: '#00345c',
};

const palettes: Readonly<Record<ThemeName, Palette>> = {dark, light, contrast};

/** For terminals with 256 colours. Of bright hues the nearest is near; dark and faint ones it makes grey, or too light to read. */
const indexedPalettes: Readonly<Record<ThemeName, Palette>> = {
	dark: indexed(dark, 236, {faint: 247, border: 240}),
	light: indexed(light, 254, {
		faint: 240, accent: 25, border: 248, title: 236, incoming: 130, outgoing: 24, catchingUp: 36,
		queue: 97, good: 23, busy: 25, waiting: 90, warning: 94, danger: 124,
	}),
	contrast: indexed(contrast, 17, {faint: 253, border: 249}),
};

/** For terminals with 16 colours, whose shades are their users': plain blue is too dark to read on most black ones, and green, cyan and yellow too light on white. */
const basicDark: Tones = {
	plain: {},
	strong: {color: 'whiteBright', bold: true},
	faint: {color: 'white'},
	accent: {color: 'cyanBright', bold: true},
	border: {color: 'blackBright'},
	title: {color: 'whiteBright', bold: true},
	incoming: {color: 'yellow'},
	outgoing: {color: 'blueBright'},
	catchingUp: {color: 'green'},
	queue: {color: 'magenta'},
	good: {color: 'green'},
	busy: {color: 'cyan'},
	waiting: {color: 'magentaBright'},
	warning: {color: 'yellowBright', bold: true},
	danger: {color: 'redBright', bold: true},
};

const basicLight: Tones = {
	plain: {},
	strong: {color: 'black', bold: true},
	faint: {color: 'blackBright'},
	accent: {color: 'blue', bold: true},
	border: {color: 'blackBright'},
	title: {color: 'black', bold: true},
	incoming: {color: 'red'},
	outgoing: {color: 'blue'},
	catchingUp: {color: 'green'},
	queue: {color: 'magenta'},
	good: {color: 'blue'},
	busy: {color: 'blue'},
	waiting: {color: 'magenta'},
	warning: {color: 'red', bold: true},
	danger: {color: 'red', bold: true},
};

const basicContrast: Tones = {
	...basicDark,
	plain: {color: 'whiteBright'},
	border: {color: 'white'},
	incoming: {color: 'yellowBright'},
	outgoing: {color: 'cyanBright'},
	catchingUp: {color: 'greenBright'},
	queue: {color: 'magentaBright'},
	good: {color: 'greenBright'},
	busy: {color: 'cyanBright'},
};

/** No selection: of these colours, none goes behind all the others. The row's mark remains. */
const basicPalettes: Readonly<Record<ThemeName, Palette>> = {
	dark: {tones: basicDark, selection: undefined},
	light: {tones: basicLight, selection: undefined},
	contrast: {tones: basicContrast, selection: undefined},
};

function indexed({tones}: Palette, selection: number, indices: Readonly<Partial<Record<Tone, number>>>): Palette {
	const styles = new Map<string, Style>(Object.entries(tones));
	const changed = Object.fromEntries(Object.entries(indices).map(([tone, index]) => [tone, {...styles.get(tone), color: colourOf(index)}]));
	return {tones: {...tones, ...changed}, selection: colourOf(selection)};
}

function colourOf(index: number): string {
	return `ansi256(${index})`;
}
