import {insideOf} from '../../domain/ledger.js';
import {describeFault} from '../../contract/describe-fault.js';
import {
	compact, duration, grouped, perSecond,
} from '../../text/format.js';
import type {Facts} from '../facts.js';
import {outside, type Cause} from './cause.js';

const undo = {text: 'undo the fault (!)', commands: [{type: 'faults.clear'}]} as const;

const notRunning: Cause = {
	limit: 'none',
	isInstant: true,
	judge: ({snapshot: {state}}) => state === 'running' || state === 'draining' || state === 'starting' ? undefined : [`the pipeline is ${state}`],
};

const draining: Cause = {
	limit: 'draining',
	isInstant: true,
	judge({snapshot, undelivered}) {
		const {state, ledger, rates, sink: {fault, problem}} = snapshot;
		if (state !== 'draining') {
			return undefined;
		}

		const left = insideOf(ledger).records;
		const pace = undelivered >= 1500 && left > 0 ? `, and none has gone out for ${duration(Math.floor(undelivered / 1000) * 1000)}` : `, ${perSecond(rates.processed)} go out`;
		return [
			`${grouped(left)} records left${pace}`,
			...(fault.kind === 'none' ? [] : [`fault set: ${describeFault(fault)}`]),
			...(problem === undefined || fault.kind !== 'none' ? [] : [problem]),
		];
	},
	advise: ({snapshot: {sink: {fault}}}) => fault.kind === 'none' ? undefined : undo,
};

/** A fault under which few batches or none get through. A slow sink may still be quick enough. */
const brokenOnPurpose: Cause = {
	limit: 'fault',
	isInstant: true,
	judge(facts) {
		const {snapshot: {sink: {fault}, rates, ledger}} = facts;
		return (fault.kind === 'hanging' || fault.kind === 'failing') && (insideOf(ledger).records > 0 || rates.produced > 0)
			? [`${describeFault(fault)}, as you set it; ${perSecond(rates.processed)} get through`]
			: undefined;
	},
	advise: () => undo,
};

const paused: Cause = {
	limit: 'paused',
	isInstant: true,
	judge({snapshot: {producer, queue, rates}, workers, paused}) {
		if (workers > 0 && paused === workers) {
			return [`all ${workers} workers are paused: ${compact(queue.depth)} records wait`];
		}

		return producer.state === 'paused' ? [`the producer is paused${queue.depth > 0 ? `: ${compact(queue.depth)} records wait, ${perSecond(rates.processed)} go out` : ''}`] : undefined;
	},
	advise: facts => facts.paused > 0 && facts.paused === facts.workers ? resumeWorkers(facts) : {text: 'resume the producer (P)', commands: [{type: 'producer.resume'}]},
};

const atItsCore: Cause = {
	limit: 'engine',
	isInstant: true,
	judge({snapshot: {utilisation, rates}, demand}) {
		return utilisation !== undefined && utilisation >= 0.92 && (demand === undefined || rates.produced < 0.95 * demand)
			? [`the engine's thread is busy ${Math.round(utilisation * 100)} % of the time: ${perSecond(rates.processed)} is what one core does here`]
			: undefined;
	},
	advise: () => outside('a second Millrace on another part of the input has a core of its own'),
};

/** Advice to resume all paused workers. */
export function resumeWorkers({snapshot: {workers}, paused}: Facts) {
	const commands = workers.filter(({state}) => state === 'paused').map(({id}) => ({type: 'worker.resume', id} as const));
	return {text: paused === 1 ? 'resume the paused worker (p)' : `resume the ${paused} paused workers (p)`, commands};
}

export const undoFault = undo;
export const runStateCauses = {
	notRunning, draining, brokenOnPurpose, paused, atItsCore,
};
