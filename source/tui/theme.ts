import type {WorkerState} from '../engine/snapshot.js';
import type {Pressure} from '../domain/pressure.js';

/** What a piece of text means. A theme gives each its look; a word or a shape always says the same. */
export type Tone
	= | 'plain' | 'strong' | 'faint' | 'accent' | 'border' | 'title'
		| 'incoming' | 'outgoing' | 'catchingUp' | 'queue'
		| 'good' | 'busy' | 'waiting' | 'warning' | 'danger';

export type Style = {
	readonly color?: string;
	readonly bold?: boolean;
	readonly dimColor?: boolean;
};

export type Theme = {
	readonly tones: Readonly<Record<Tone, Style>>;

	/** Behind the selected row and the selected choice. */
	readonly selection: string | undefined;

	/** Whether neighbouring areas can be told apart by colour; if not, patterns do it. */
	readonly isColoured: boolean;
};

/** After Okabe and Ito: told apart by people with any kind of colour blindness, also by their brightness. */
export const darkTheme: Theme = {
	tones: {
		plain: {},
		strong: {bold: true},
		faint: {color: '#7f8c98'},
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
		danger: {color: '#ff6b4a', bold: true},
	},
	selection: '#24384a',
	isColoured: true,
};

/** For NO_COLOR and terminals without colours. */
export const plainTheme: Theme = {...darkTheme, selection: undefined, isColoured: false};

/** A piece of text with a meaning; `behind` colours the cell behind it. */
export type Span = {
	readonly text: string;
	readonly tone: Tone;
	readonly behind?: Tone;
};

export type Line = readonly Span[];

export function span(text: string, tone: Tone = 'plain'): Span {
	return {text, tone};
}

export type Look = {
	readonly glyph: string;
	readonly word: string;
	readonly tone: Tone;
};

export const workerLooks: Readonly<Record<WorkerState, Look>> = {
	idle: {glyph: '○', word: 'idle', tone: 'faint'},
	filling: {glyph: '◐', word: 'filling', tone: 'busy'},
	flushing: {glyph: '◆', word: 'flushing', tone: 'good'},
	backingOff: {glyph: '↻', word: 'backing off', tone: 'warning'},
	paused: {glyph: '‖', word: 'paused', tone: 'waiting'},
	draining: {glyph: '▽', word: 'draining', tone: 'waiting'},
	stopped: {glyph: '■', word: 'stopped', tone: 'faint'},
	killed: {glyph: '✕', word: 'killed', tone: 'danger'},
};

export const pressureLooks: Readonly<Record<Pressure, Look>> = {
	free: {glyph: '○', word: 'free', tone: 'good'},
	light: {glyph: '◔', word: 'light', tone: 'incoming'},
	moderate: {glyph: '◑', word: 'moderate', tone: 'incoming'},
	heavy: {glyph: '◕', word: 'heavy', tone: 'warning'},
	blocked: {glyph: '●', word: 'blocked', tone: 'danger'},
};
