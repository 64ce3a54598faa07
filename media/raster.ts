import {fileURLToPath} from 'node:url';
import {Resvg} from '@resvg/resvg-js';

/** Pixels, four bytes each. */
export type Raster = {
	readonly width: number;
	readonly height: number;
	readonly rgba: Uint8Array;
};

/** From a package, so that a picture is the same on every machine. */
const fontFiles = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'].map(file => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)));

/** An SVG of ours in pixels. */
export function rasterOf(svg: string): Raster {
	const image = new Resvg(svg, {
		font: {
			fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans Mono', monospaceFamily: 'DejaVu Sans Mono',
		},
	}).render();
	return {width: image.width, height: image.height, rgba: new Uint8Array(image.pixels)};
}
