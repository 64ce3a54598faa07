import {
	compact, duration, percent, perSecond,
} from '../../text/format.js';
import {heldRecords, type Facts} from '../facts.js';
import {outside, type Cause} from './cause.js';

/** Errors of the system that say that a file can't grow. */
const noSpace = /\((?<code>ENOSPC|EDQUOT|EFBIG)\)/v;

const space: Cause = {
	limit: 'space',
	isInstant: true,
	judge({snapshot: {sink: {problem}}, failuresInRow, undelivered}) {
		return problem !== undefined && noSpace.test(problem) && failuresInRow > 0
			? [`the file can't grow: ${problem}`, `nothing delivered for ${seconds(undelivered)}`]
			: undefined;
	},
	advise({snapshot: {sink: {problem}}}) {
		return noSpace.exec(problem ?? '')?.groups?.code === 'EFBIG'
			? outside('raise the limit on the size of files (ulimit -f) or rotate the file: it goes on by itself')
			: outside('make room on its disk: it goes on by itself');
	},
};

/** Where all batches fail, the time between two answers is that between two attempts. */
const failing: Cause = {
	limit: 'failing',
	isInstant: true,
	judge(facts) {
		const {snapshot: {sink: {problem, fault, isRefusal}}, failuresInRow, undelivered} = facts;
		return fault.kind === 'none' && !isRefusal && failuresInRow >= 2 && undelivered >= 700 && !isLate(facts)
			? [`nothing delivered for ${seconds(undelivered)}, every batch fails${problem === undefined ? '' : `: ${problem}`}`, inHands(facts)]
			: undefined;
	},
	advise: () => outside('the receiver is failing: repair it; records are kept, and it is tried every second'),
};

const noAnswer: Cause = {
	limit: 'noAnswer',
	isInstant: true,
	judge(facts) {
		const {waiting, unanswered, failuresInRow} = facts;
		const who = isAwaited(facts) || (failuresInRow >= 2 && waiting > 0) ? (waiting === 1 ? '1 worker waits for one' : `${waiting} workers wait for one`) : 'what was sent is not confirmed';
		return isLate(facts) ? [`no answer for ${seconds(unanswered)}: ${who}`, inHands(facts)] : undefined;
	},
	advise({snapshot: {settings}}) {
		const {sinkTimeout} = settings;
		const timeout = typeof sinkTimeout === 'number' ? `; a batch is given up after ${duration(sinkTimeout)} (sinkTimeout)` : '';
		return outside(`look at the receiver: it takes the records and does not answer${timeout}`);
	},
};

/** Where a batch is refused for a part of it, its halves are sent again, and dead letters come only when single records are left. */
const deadLetters: Cause = {
	limit: 'deadLetters',
	isInstant: true,
	judge({refused, failuresInRow, undelivered, snapshot: {ledger, sink: {problem, isRefusal}}}) {
		const refusesAll = isRefusal && failuresInRow >= 2 && undelivered >= 700;
		const share = refusesAll ? 1 : refused;
		const given = ledger.deadLettered.records === 0 ? 'batches are halved until single ones are left' : `${compact(ledger.deadLettered.records)} dead letters`;
		return share >= 0.1
			? [`${percent(share)} of the records are refused for good; ${given}${problem === undefined ? '' : `; ${problem}`}`]
			: undefined;
	},
	advise: () => outside('read the reasons in the dead-letter file: the receiver does not take such records'),
};

/** Many batches fail, and are sent again. */
const failingOften: Cause = {
	limit: 'failing',
	isInstant: false,
	judge(facts) {
		const {failing, snapshot: {rates, sink: {problem}}} = facts;
		return failing >= 0.1
			? [`${percent(failing)} of the batches fail and are sent again; ${perSecond(rates.processed)} get through${problem === undefined ? '' : `; ${problem}`}`]
			: undefined;
	},
	advise: () => outside('the receiver is failing: repair it'),
};

/** An answer is late once it has taken three times as long as usual, and while batches fail, twice as long as the last failure. What a sink has sent without an answer may take longer to be confirmed. */
function isLate(facts: Facts): boolean {
	const {unanswered, flushTime = 0, lastAnswerTime, failuresInRow, snapshot: {ledger}} = facts;
	const late = failuresInRow >= 2
		? Math.max(2500, 2 * lastAnswerTime)
		: Math.max(flushTime > 0 && isAwaited(facts) ? 1000 : 2000, 3 * flushTime);
	return ledger.inFlight.records > 0 && unanswered >= late;
}

/** Whether at least half of the workers wait for the sink. */
function isAwaited({waiting, workers, paused}: Facts): boolean {
	return waiting > 0 && waiting >= 0.5 * (workers - paused);
}

function inHands(facts: Facts): string {
	const {snapshot: {queue}} = facts;
	return `${compact(heldRecords(facts))} records are in workers' hands, ${compact(queue.depth)} in the queue`;
}

function seconds(milliseconds: number): string {
	return duration(Math.max(1, Math.floor(milliseconds / 1000)) * 1000);
}

export const deliveryCauses = {
	space, failing, noAnswer, deadLetters, failingOften,
};
