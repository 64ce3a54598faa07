import {calmCauses} from './calm.js';
import {capacityCauses} from './capacity.js';
import type {Cause} from './cause.js';
import {deliveryCauses} from './delivery.js';
import {receiverCauses} from './receiver.js';
import {runStateCauses} from './run-state.js';

/** All causes, in the order in which they are asked: the first that is so is the limit. Those of the instant come first. */
export const causes: readonly Cause[] = [
	runStateCauses.notRunning,
	runStateCauses.draining,
	deliveryCauses.space,
	runStateCauses.brokenOnPurpose,
	receiverCauses.heldBackOnPurpose,
	deliveryCauses.failing,
	deliveryCauses.noAnswer,
	deliveryCauses.deadLetters,
	runStateCauses.paused,
	runStateCauses.atItsCore,
	calmCauses.silent,
	receiverCauses.slowedOnPurpose,
	deliveryCauses.failingOften,
	capacityCauses.somePaused,
	capacityCauses.hands,
	capacityCauses.catchingUp,
	receiverCauses.slower,
	receiverCauses.sink,
	capacityCauses.scaler,
	capacityCauses.maximum,
	capacityCauses.queue,
	calmCauses.stopped,
	calmCauses.worked,
	calmCauses.source,
	calmCauses.rate,
];
