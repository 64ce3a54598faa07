import type {WorkerState} from '../../contract/snapshot.js';
import type {BottleneckKind} from '../../diagnosis/bottleneck.js';
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

/** A bottleneck's badge, and where the Flow panel marks it. */
export type BottleneckBadge = Badge & {
	/** The label of the gauge. */
	readonly gauge: string | undefined;
};

/** How the bottlenecks are shown. */
export const bottleneckBadges: Readonly<Record<BottleneckKind, BottleneckBadge>> = {
	sink: {
		word: 'sink', glyph: '▲', tone: 'warning', gauge: 'sink',
	},
	maximum: {
		word: 'max workers', glyph: '▲', tone: 'warning', gauge: 'workers',
	},
	scaler: {
		word: 'scaler', glyph: '▲', tone: 'warning', gauge: 'workers',
	},
	workers: {
		word: 'paused', glyph: '‖', tone: 'waiting', gauge: 'workers',
	},
	queue: {
		word: 'queue', glyph: '▲', tone: 'warning', gauge: 'queue',
	},
	source: {
		word: 'source', glyph: '●', tone: 'good', gauge: 'produced',
	},
	rate: {
		word: 'rate', glyph: '●', tone: 'good', gauge: 'produced',
	},
	none: {
		word: 'none', glyph: '○', tone: 'faint', gauge: undefined,
	},
};
