import {insideOf} from '../../source/domain/ledger.js';
import type {Limit} from '../../source/diagnosis/verdict.js';
import {observeRun, type Extra, type Moment} from './observe-run.js';
import type {Scenario} from './scenario.js';

/** What became of a run whose twin has followed an advice. */
export type Twin = {
	readonly scenario: string;
	readonly seed: number;
	readonly limit: Limit;
	readonly advice: string;
	readonly effect: 'better' | 'same' | 'worse';
};

/** Milliseconds for which a run and its twin are compared. */
const compared = 12_000;

/** What a run came to between two moments. */
type Outcome = {
	readonly delivered: number;
	readonly accepted: number;

	/** Seconds that a record spends inside, by Little's law. */
	readonly delay: number;
};

function outcomeOf(moments: readonly Moment[], from: number): Outcome {
	const part = moments.filter(({at}) => at >= from && at <= from + compared);
	const first = part[0]?.snapshot.ledger;
	const last = part.at(-1)?.snapshot.ledger;
	const inside = part.reduce((sum, {snapshot}) => sum + insideOf(snapshot.ledger).records, 0) / Math.max(1, part.length);
	const delivered = (last?.delivered.records ?? 0) - (first?.delivered.records ?? 0);
	return {delivered, accepted: (last?.accepted.records ?? 0) - (first?.accepted.records ?? 0), delay: inside / Math.max(1, delivered)};
}

/** More that goes out or that is taken in is better; where that is the same, less delay. */
export function effectOf(plain: Outcome, advised: Outcome): Twin['effect'] {
	// A batch more or less at the end of the time is no difference.
	if (advised.delivered < (0.98 * plain.delivered) - 50) {
		return 'worse';
	}

	if (advised.delivered > 1.02 * plain.delivered || advised.accepted > 1.02 * plain.accepted || advised.delay < 0.95 * plain.delay) {
		return 'better';
	}

	return advised.delay > 1.1 * plain.delay ? 'worse' : 'same';
}

/** The first moment of each advice that stood for a second. */
function advicesOf(moments: readonly Moment[]): ReadonlyArray<Extra & {readonly limit: Limit; readonly text: string}> {
	const seen = new Set<string>();
	return moments.flatMap(({at, verdict: {limit, advice, since}}) => {
		const key = `${limit} ${advice?.text.replaceAll(/\d/gv, '')}`;
		if (advice === undefined || advice.commands.length === 0 || at - since < 1000 || seen.has(key)) {
			return [];
		}

		seen.add(key);
		return [{
			at, commands: advice.commands, limit, text: advice.text,
		}];
	});
}

/** Follows each advice of a run in a twin of it, as long as there is time to see what comes of it. */
export async function twinsOf(scenario: Scenario, seed: number, moments: readonly Moment[]): Promise<readonly Twin[]> {
	const end = moments.at(-1)?.at ?? 0;
	const twins: Twin[] = [];
	for (const advice of advicesOf(moments).filter(({at}) => at + 3000 <= end)) {
		const twin = await observeRun(scenario, seed, advice);
		twins.push({
			scenario: scenario.name, seed, limit: advice.limit, advice: advice.text, effect: effectOf(outcomeOf(moments, advice.at), outcomeOf(twin, advice.at)),
		});
	}

	return twins;
}
