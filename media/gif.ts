import gifenc from 'gifenc';
import type {Raster} from './raster.js';

const {applyPalette, GIFEncoder: createEncoder, quantize} = gifenc;

/** One of 256 places of the palette says that nothing has changed. */
const colours = 255;
const unchanged = 255;

/** The last picture stays longer, so that the end is seen. */
const rest = 10;

/** Pictures of the same size as one that moves and begins again. Only what changes from one to the next is kept. */
export function gifOf(frames: readonly Raster[], delay: number): Uint8Array {
	const encoder = createEncoder();
	const palette = paletteOf(frames);
	let shown: Uint8Array | undefined;
	for (const [position, {width, height, rgba}] of frames.entries()) {
		const indices = applyPalette(rgba, palette);
		const before = shown;
		const changes = before === undefined ? indices : indices.map((index, place) => index === before[place] ? unchanged : index);
		encoder.writeFrame(changes, width, height, {
			...position === 0 ? {palette: [...palette, ...Array.from({length: 256 - palette.length}, () => [0, 0, 0])], repeat: 0} : {},
			delay: position === frames.length - 1 ? delay * rest : delay,
			transparent: before !== undefined,
			transparentIndex: unchanged,
			dispose: 1,
		});
		shown = indices;
	}

	encoder.finish();
	return encoder.bytes();
}

/** The colours of the first, the middle and the last picture. */
function paletteOf(frames: readonly Raster[]) {
	const samples = [0, 0.5, 1].flatMap(share => frames[Math.round((frames.length - 1) * share)] ?? []);
	const together = new Uint8Array(samples.reduce((sum, {rgba}) => sum + rgba.length, 0));
	let end = 0;
	for (const {rgba} of samples) {
		together.set(rgba, end);
		end += rgba.length;
	}

	return quantize(together, colours);
}
