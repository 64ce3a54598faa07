import {describeFault} from '../../contract/describe-fault.js';
import {duration, perSecond} from '../../text/format.js';
import {
	ceilingOf, isPressed, isStalling, isTaken, type Facts,
} from '../facts.js';
import {outside, type Cause} from './cause.js';
import {undoFault} from './run-state.js';

/** A producer that is held back under a slow sink needs no window to be explained. */
const heldBackOnPurpose: Cause = {
	limit: 'fault',
	isInstant: true,
	judge: facts => facts.snapshot.producer.pressure === 'free' ? undefined : slowedText(facts),
	advise: () => undoFault,
};

const slowedOnPurpose: Cause = {
	limit: 'fault',
	isInstant: false,
	judge(facts) {
		const {snapshot: {rates}, demand} = facts;
		return isPressed(facts) || (demand !== undefined && isTaken(facts) && rates.processed < 0.85 * demand) ? slowedText(facts) : undefined;
	},
	advise: () => undoFault,
};

function slowedText(facts: Facts): readonly string[] | undefined {
	const {snapshot: {sink: {fault}, rates}} = facts;
	return fault.kind === 'slow' ? [`${describeFault(fault)}, as you set it; ${perSecond(rates.processed)} get through`, ...timeText(facts)] : undefined;
}

const slower: Cause = {
	limit: 'slower',
	isInstant: false,
	judge(facts) {
		const {slowdown, flushTime, best, snapshot: {rates}} = facts;
		if (!isPressed(facts) || !isTaken(facts)) {
			return undefined;
		}

		if (slowdown !== undefined && flushTime !== undefined) {
			return [`the receiver got slower: a batch took ${duration(slowdown.from)} and takes ${duration(flushTime)}`, takenText(facts)];
		}

		return isStalling(facts) && facts.now > 0 ? [`the receiver got slower: it took ${perSecond(best)} and takes ${perSecond(rates.processed)}`, takenText(facts)] : undefined;
	},
	advise: () => outside('look at the receiver: it does less than it did'),
};

const sink: Cause = {
	limit: 'sink',
	isInstant: false,
	judge(facts) {
		const {enough, workers, snapshot: {rates, scaler: {takenBack}}} = facts;
		if (!isPressed(facts) || !isTaken(facts)) {
			return undefined;
		}

		if (takenBack !== undefined) {
			return [`${takenBack.from} workers moved no more than ${takenBack.to}: ${perSecond(rates.processed)} is what the receiver takes`, takenText(facts)];
		}

		if (enough !== undefined) {
			return [`${workers} workers bring no more than ${enough} did: ${perSecond(rates.processed)} is what the receiver takes`, takenText(facts)];
		}

		// A fast sink is handed several batches by each worker: its workers are not its limit.
		return workers >= facts.snapshot.bounds.maxWorkers && facts.flushTime !== undefined && ceilingOf(facts, workers) === undefined
			? [`the receiver takes ${perSecond(rates.processed)}, and no more`, takenText(facts)]
			: undefined;
	},
	advise: ({enough, workers, flushTime, snapshot: {scaler: {takenBack}}}) => enough === undefined && takenBack === undefined
		? undefined
		: outside(`more workers won't help: scale the receiver${flushTime === undefined ? '' : `; a batch takes ${duration(flushTime)} with ${workers}`}`),
};

/** `10 workers are busy 93 % of the time`. */
export function takenText({workers, busy, snapshot: {bounds: {maxWorkers}}}: Facts): string {
	return `${workers} of ${maxWorkers} workers wait for it ${Math.round(busy * 100)} % of the time`;
}

function timeText({flushTime}: Facts): readonly string[] {
	return flushTime === undefined ? [] : [`a batch takes ${duration(flushTime)}`];
}

export const receiverCauses = {
	heldBackOnPurpose, slowedOnPurpose, slower, sink,
};
