import {insideOf} from '../../domain/ledger.js';
import type {LoggedEvent} from '../../contract/event.js';
import type {Snapshot} from '../../contract/snapshot.js';
import {grouped, percent} from '../../text/format.js';
import type {Verdict} from '../../diagnosis/verdict.js';
import {limitBadges} from '../theme/badges.js';
import {shownData, type ScreenState} from '../state/screen-state.js';
import {answerTopics} from './answers.js';
import type {Topic} from './announcements.js';
import {inWords, rateInWords} from './words.js';

/** All that a screen could say of a state, what matters most first. */
export function topicsOf(state: ScreenState): readonly Topic[] {
	const {snapshot, diagnosis: {verdict}, events} = shownData(state);
	return [
		urgent('greeting', '', ['Millrace. The question mark says the keys, q delivers everything and leaves']),
		urgent('state', snapshot?.state ?? 'starting', [stateWords(snapshot)]),
		...answerTopics(state),
		...(snapshot === undefined ? [] : [...alarms(snapshot), ...figures(snapshot), ...verdictTopics(verdict)]),
		...(events.length === 0 ? [] : [eventsTopic(events)]),
	];
}

function stateWords(snapshot: Snapshot | undefined): string {
	return snapshot === undefined
		? 'Starting'
		: `Pipeline ${snapshot.state}, from ${snapshot.source.name} to ${snapshot.sink.name}`;
}

function alarms({lost, sink: {problem}}: Snapshot): readonly Topic[] {
	return [
		...(lost === 0 ? [] : [urgent('lost', String(lost), [`Alarm: ${grouped(lost)} records unaccounted, the ledger does not balance`])]),
		...(problem === undefined ? [] : [urgent('problem', problem, [`The sink fails: ${problem}`])]),
	];
}

function figures({state, elapsed, rates, queue, workers, bounds, ledger, lost}: Snapshot): readonly Topic[] {
	const inside = insideOf(ledger).records;
	const paused = workers.filter(worker => worker.state === 'paused').length;
	const backingOff = workers.filter(worker => worker.state === 'backingOff').length;
	return [
		routine('rates', `${coarse(rates.produced)} ${coarse(rates.processed)}`, [`In ${rateInWords(rates.produced)}, out ${rateInWords(rates.processed)}`]),
		routine('queue', String(Math.round(queue.usage * 10)), [`Queue ${percent(queue.usage)} full, ${grouped(queue.depth)} of ${grouped(queue.capacity)} records`]),
		routine('workers', `${workers.length} ${paused} ${backingOff > 0}`, [[
			`${workers.length} ${workers.length === 1 ? 'worker' : 'workers'}, of ${bounds.minWorkers} to ${bounds.maxWorkers}`,
			...(paused > 0 ? [`${paused} paused`] : []),
			...(backingOff > 0 ? [`${backingOff} backing off`] : []),
		].join(', ')]),
		...(state === 'draining' ? [routine('drain', String(inside), [`${grouped(inside)} records left to deliver`])] : []),
		routine('ledger', String(Math.floor(elapsed / ledgerInterval)), [
			`Ledger: ${grouped(ledger.accepted.records)} accepted, ${grouped(ledger.delivered.records)} delivered, ${grouped(inside)} inside, ${grouped(lost)} unaccounted`,
		]),
	];
}

/** Advice counts as new when its words change, not when its figures do. */
function verdictTopics({limit, evidence, advice}: Verdict): readonly Topic[] {
	return [
		routine('bottleneck', limit, [`Bottleneck: ${limitBadges[limit].word}; ${evidence.join('; ')}`]),
		...(advice === undefined ? [] : [routine('advice', advice.text.replaceAll(/[\d.,]+[kMGT]?/gv, '#'), [`Advice: ${advice.text}`])]),
	];
}

/** Events that the user caused are left out: the answer to the key has said them. */
function eventsTopic(events: readonly LoggedEvent[]): Topic {
	return {
		name: 'events',
		gist: String(events.at(-1)?.id ?? 0),
		isUrgent: false,
		say(before) {
			const news = events.filter(({id, source}) => id > Number(before ?? 0) && source !== 'you');
			const skipped = news.length - mostEvents;
			return [
				...(skipped > 0 ? [`${skipped} earlier ${skipped === 1 ? 'event' : 'events'}`] : []),
				...news.slice(-mostEvents).map(({source, message, level}) => `${level === 'info' ? '' : `${level}: `}${source}, ${message}`),
			].map(text => inWords(text));
		},
	};
}

/** Milliseconds between two reports of the ledger. */
const ledgerInterval = 30_000;

/** Events that are said at a time. */
const mostEvents = 4;

/** Rounds a rate on a logarithmic scale: rates that differ by less than about a quarter give the same. */
function coarse(rate: number): number {
	return rate < 1 ? 0 : Math.round(Math.log(rate) / Math.log(1.25));
}

function urgent(name: string, gist: string, texts: readonly string[]): Topic {
	return {...routine(name, gist, texts), isUrgent: true};
}

function routine(name: string, gist: string, texts: readonly string[]): Topic {
	return {
		name, gist, isUrgent: false, say: () => texts.map(text => inWords(text)),
	};
}
