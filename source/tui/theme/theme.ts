import type {WorkerState} from '../../contract/snapshot.js';
import type {Pressure} from '../../domain/pressure.js';

/** What a piece of text means. A theme gives each its look; a word or a shape always says the same. */
export type Tone
	= | 'plain' | 'strong' | 'faint' | 'accent' | 'border' | 'title'
		| 'incoming' | 'outgoing' | 'catchingUp' | 'queue'
		| 'good' | 'busy' | 'waiting' | 'warning' | 'danger';

/** How text looks, in Ink's terms. A colour is `#rrggbb`, `ansi256(n)` or a name. */
export type Style = {
	readonly color?: string;
	readonly bold?: boolean;
	readonly dimColor?: boolean;
};

/** The looks of a whole screen. */
export type Theme = {
	readonly tones: Readonly<Record<Tone, Style>>;

	/** Behind the selected row and the selected choice. */
	readonly selection: string | undefined;

	/** Whether neighbouring areas can be told apart by colour; if not, patterns do it. */
	readonly isColoured: boolean;
};

/** A piece of text with a meaning; `behind` colours the cell behind it. */
export type Span = {
	readonly text: string;
	readonly tone: Tone;
	readonly behind?: Tone;
};

/** A row of text, or a part of one. */
export type Row = readonly Span[];

/** A piece of text in a tone. */
export function span(text: string, tone: Tone = 'plain'): Span {
	return {text, tone};
}

/** A state as it is shown: by shape, by word and by tone. */
export type Badge = {
	readonly glyph: string;
	readonly word: string;
	readonly tone: Tone;
};

/** How the states of a worker are shown. */
export const workerBadges: Readonly<Record<WorkerState, Badge>> = {
	idle: {glyph: '○', word: 'idle', tone: 'faint'},
	filling: {glyph: '◐', word: 'filling', tone: 'busy'},
	flushing: {glyph: '◆', word: 'flushing', tone: 'good'},
	backingOff: {glyph: '↻', word: 'backing off', tone: 'warning'},
	paused: {glyph: '‖', word: 'paused', tone: 'waiting'},
	draining: {glyph: '▽', word: 'draining', tone: 'waiting'},
	stopped: {glyph: '■', word: 'stopped', tone: 'faint'},
	killed: {glyph: '✕', word: 'killed', tone: 'danger'},
};

/** How the levels of backpressure are shown. */
export const pressureBadges: Readonly<Record<Pressure, Badge>> = {
	free: {glyph: '○', word: 'free', tone: 'good'},
	light: {glyph: '◔', word: 'light', tone: 'incoming'},
	moderate: {glyph: '◑', word: 'moderate', tone: 'incoming'},
	heavy: {glyph: '◕', word: 'heavy', tone: 'warning'},
	blocked: {glyph: '●', word: 'blocked', tone: 'danger'},
};
