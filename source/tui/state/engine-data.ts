import {insideOf} from '../../domain/ledger.js';
import type {LoggedEvent} from '../../contract/event.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {noDiagnosis, diagnose, type Diagnosis} from '../../diagnosis/diagnosis.js';
import {withCounted, type CountedEvent} from './folded-events.js';
import {noHistory, record, type History} from './history.js';
import {noPast, remember, type Past} from './past.js';
import {follow, noTrends, type Trends} from './trends.js';

/** What has been collected from the engine. */
export type EngineData = {
	readonly snapshot: Snapshot | undefined;

	/** The snapshot whose figures are shown, two a second and as often as the verdict's words: figures that change ten times a second can't be read. */
	readonly sampled: Snapshot | undefined;
	readonly trends: Trends;
	readonly history: History;
	readonly past: Past;
	readonly diagnosis: Diagnosis;

	/** Oldest first. */
	readonly events: readonly CountedEvent[];

	/** Records that were inside the pipeline when it began to drain. */
	readonly drainTotal: number;
};

/** Before the first snapshot. */
export const noData: EngineData = {
	snapshot: undefined, sampled: undefined, trends: noTrends, history: noHistory, past: noPast, diagnosis: noDiagnosis, events: [], drainTotal: 0,
};

/** Milliseconds for which the figures of a snapshot are shown. */
const figuresInterval = 500;
const keptEvents = 500;

/** The data with a new snapshot taken in. */
export function collect(data: EngineData, snapshot: Snapshot): EngineData {
	const diagnosis = diagnose(data.diagnosis, snapshot);
	const isFresh = diagnosis.verdict === data.diagnosis.verdict && data.sampled !== undefined && isSampleFresh(data.sampled, snapshot);
	const sampled = isFresh ? data.sampled : snapshot;
	return {
		snapshot,
		sampled,
		trends: follow(data.trends, sampled),
		history: record(data.history, snapshot),
		past: remember(data.past, snapshot, diagnosis.verdict),
		diagnosis,
		events: withEvents(data.events, snapshot.events),
		drainTotal: snapshot.state === 'draining' ? Math.max(data.drainTotal, insideOf(snapshot.ledger).records) : data.drainTotal,
	};
}

/** The screen numbers the events anew, because it adds events of its own. */
function withEvents(events: readonly CountedEvent[], added: readonly LoggedEvent[]): readonly CountedEvent[] {
	const firstId = (events.at(-1)?.id ?? 0) + 1;
	const numbered = added.filter(event => event.isVerbose !== true).map((event, index) => ({...event, id: firstId + index}));
	return numbered.length === 0 ? events : withCounted(events, numbered, keptEvents);
}

/** What somebody does, and workers that come, go or pause, is shown at once. */
function isSampleFresh(sampled: Snapshot, snapshot: Snapshot): boolean {
	return snapshot.elapsed - sampled.elapsed < figuresInterval
		&& snapshot.state === sampled.state
		&& snapshot.producer.state === sampled.producer.state
		&& snapshot.sink.fault.kind === sampled.sink.fault.kind
		&& membersOf(snapshot) === membersOf(sampled);
}

function membersOf({workers}: Snapshot): string {
	return workers.map(({id, state}) => state === 'paused' ? `${id}‖` : id).join(' ');
}
