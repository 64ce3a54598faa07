import type {IBufferCell, Terminal} from '@xterm/headless';
import {
	darkGround, svgOf, type Ground, type PictureCell,
} from './svg.js';

/** What a terminal shows just now, as SVG. */
export function pictureOf(emulator: Terminal, title: string, ground = darkGround): string {
	const {active} = emulator.buffer;
	const rows = Array.from({length: emulator.rows}, (_, row) => {
		const line = active.getLine(active.baseY + row);
		return Array.from({length: emulator.cols}, (_, column) => pictureCell(line?.getCell(column), ground));
	});
	return svgOf(rows, title, ground);
}

function pictureCell(cell: IBufferCell | undefined, {ink}: Ground): PictureCell {
	if (cell === undefined) {
		return {
			text: ' ', isBold: false, isDim: false, foreground: ink, background: undefined,
		};
	}

	return {
		text: cell.getWidth() === 0 ? '' : (cell.getChars() || ' '),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		foreground: cell.isFgDefault() ? ink : colourOf(cell.getFgColor(), cell.isFgRGB()),
		background: cell.isBgDefault() ? undefined : colourOf(cell.getBgColor(), cell.isBgRGB()),
	};
}

function colourOf(colour: number, isRgb: boolean): string {
	return `#${(isRgb ? colour : paletteColour(colour)).toString(16).padStart(6, '0')}`;
}

/** The usual 256 colours: 16 of the terminal's, a cube of 216, and 24 greys. */
function paletteColour(index: number): number {
	if (index < 16) {
		return basic[index] ?? 0;
	}

	if (index >= 232) {
		return (8 + ((index - 232) * 10)) * 0x01_01_01;
	}

	const level = (step: number) => step === 0 ? 0 : 55 + (step * 40);
	const cube = index - 16;
	return (level(Math.floor(cube / 36)) * 0x1_00_00) + (level(Math.floor(cube / 6) % 6) * 0x1_00) + level(cube % 6);
}

const basic = [
	0x1C_23_2B,
	0xFF_6B_4A,
	0x1F_B5_8F,
	0xE6_9F_00,
	0x3B_8E_C2,
	0xB0_8B_C9,
	0x56_B4_E9,
	0xC3_CC_D6,
	0x4B_55_63,
	0xFF_8A_70,
	0x4F_D0_B0,
	0xF0_C0_50,
	0x56_B4_E9,
	0xC9_AE_DC,
	0x8F_D0_F2,
	0xFF_FF_FF,
];
