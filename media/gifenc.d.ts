/** The part of gifenc, which has no types, that is used here. */
declare module 'gifenc' {
	export type Palette = ReadonlyArray<readonly number[]>;

	export type FrameOptions = {
		readonly palette?: Palette;

		/** Milliseconds. */
		readonly delay: number;
		readonly transparent: boolean;
		readonly transparentIndex: number;

		/** 1 keeps what is there already. */
		readonly dispose: number;

		/** 0 repeats for ever. */
		readonly repeat?: number;
	};

	export type Encoder = {
		writeFrame: (index: Uint8Array, width: number, height: number, options: FrameOptions) => void;
		finish: () => void;
		bytes: () => Uint8Array;
	};

	const gifenc: {
		// eslint-disable-next-line @typescript-eslint/naming-convention -- It is called so there.
		readonly GIFEncoder: () => Encoder;
		readonly quantize: (rgba: Uint8Array, maxColors: number) => Palette;
		readonly applyPalette: (rgba: Uint8Array, palette: Palette) => Uint8Array;
	};
	export default gifenc;
}
