import type {WorkerState} from '../../contract/snapshot.js';
import type {Limit} from '../../diagnosis/verdict.js';
import type {Pressure} from '../../domain/pressure.js';
import type {Tone} from './theme.js';

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
	backingOff: {glyph: '↻', word: 'retrying', tone: 'warning'},
	paused: {glyph: '‖', word: 'paused', tone: 'waiting'},
	draining: {glyph: '▽', word: 'stopping', tone: 'waiting'},
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

/** A limit's badge, and where the Flow panel marks it. */
export type LimitBadge = Badge & {
	/** The label of the gauge. */
	readonly gauge: string | undefined;
};

function badge(glyph: string, word: string, tone: Tone, gauge?: string): LimitBadge {
	return {
		glyph, word, tone, gauge,
	};
}

/** How the limits are shown. */
export const limitBadges: Readonly<Record<Limit, LimitBadge>> = {
	none: badge('○', '–', 'faint'),
	settling: badge('◌', 'settling…', 'faint'),
	draining: badge('▽', 'draining', 'waiting'),
	space: badge('✕', 'no room', 'danger', 'sink'),
	fault: badge('▲', 'fault set', 'danger', 'sink'),
	noAnswer: badge('✕', 'no answer', 'danger', 'sink'),
	failing: badge('✕', 'failing', 'danger', 'sink'),
	deadLetters: badge('✕', 'refused', 'danger', 'sink'),
	paused: badge('‖', 'paused', 'waiting'),
	engine: badge('▲', 'engine', 'warning'),
	slower: badge('▲', 'slower sink', 'warning', 'sink'),
	sink: badge('▲', 'sink', 'warning', 'sink'),
	hands: badge('▲', 'bytes', 'warning', 'queue'),
	catchingUp: badge('◐', 'catching up', 'busy', 'queue'),
	scaler: badge('▲', 'scaler', 'warning', 'workers'),
	maximum: badge('▲', 'worker limit', 'warning', 'workers'),
	queue: badge('▲', 'queue', 'warning', 'queue'),
	silent: badge('○', 'waiting for input', 'waiting', 'produced'),
	source: badge('●', 'keeping up', 'good', 'produced'),
	rate: badge('●', 'keeping up', 'good', 'produced'),
};
