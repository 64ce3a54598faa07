import type {BottleneckKind} from '../../diagnosis/bottleneck.js';
import type {Badge} from './theme.js';

/** How a bottleneck is shown. */
export type BottleneckBadge = Badge & {
	/** The label of the Flow panel's line that is marked. */
	readonly line: string | undefined;
};

/** How each bottleneck is shown. */
export const bottleneckBadges: Readonly<Record<BottleneckKind, BottleneckBadge>> = {
	sink: {
		word: 'sink', glyph: '▲', tone: 'warning', line: 'sink',
	},
	maximum: {
		word: 'max workers', glyph: '▲', tone: 'warning', line: 'workers',
	},
	scaler: {
		word: 'scaler', glyph: '▲', tone: 'warning', line: 'workers',
	},
	workers: {
		word: 'paused', glyph: '‖', tone: 'waiting', line: 'workers',
	},
	queue: {
		word: 'queue', glyph: '▲', tone: 'warning', line: 'queue',
	},
	source: {
		word: 'source', glyph: '●', tone: 'good', line: 'produced',
	},
	rate: {
		word: 'rate', glyph: '●', tone: 'good', line: 'produced',
	},
	none: {
		word: 'none', glyph: '○', tone: 'faint', line: undefined,
	},
};
