import type {Random} from '../domain/backoff.js';
import type {Schema} from '../settings/schema.js';
import type {CurrentSettings} from '../settings/settings.js';
import type {EventLog} from './metrics/event-log.js';
import type {Totals} from './metrics/totals.js';
import type {Clock} from './ports/clock.js';

/** What most parts of one engine share. */
export type EngineContext = {
	/** Which settings there are. */
	readonly schema: Schema;

	/** Change while the pipeline runs: every part reads them anew at each use. */
	readonly settings: CurrentSettings;
	readonly clock: Clock;

	/** Seeded: the same seed gives the same run on the same clock. */
	readonly random: Random;
	readonly log: EventLog;
	readonly totals: Totals;
};
