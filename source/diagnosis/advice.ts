import {formatCore} from '../settings/core.js';
import {describeFault} from '../contract/describe-fault.js';
import {compact, duration, perSecond} from '../text/format.js';
import type {BottleneckKind} from './bottleneck.js';
import {
	ceilingOf, isUnanswered, slowdownOf, workersNeeded, type Facts,
} from './facts.js';

/** One thing that a good operator would say, and when. */
export type AdviceRule = {
	readonly name: string;

	/** One line, or `undefined` where the rule has nothing to say. */
	readonly advise: (facts: Facts, kind: BottleneckKind) => string | undefined;
};

/** What is tried first stands first: what is broken on purpose, then what is broken, then what is too small, then what could be better. */
export const adviceRules: readonly AdviceRule[] = [
	{
		// Who injects a fault watches it and can end it at once: https://principlesofchaos.org, "Minimize blast radius".
		name: 'undo the fault',
		advise: ({snapshot: {sink: {fault}}}) => fault.kind === 'none' ? undefined : `the sink is ${describeFault(fault)} on purpose: ! undoes it`,
	},
	{
		// A batch that is never answered holds its worker until it times out: https://sre.google/sre-book/addressing-cascading-failures/, "Latency and deadlines".
		name: 'lower the sink timeout',
		advise(facts, kind) {
			const {settings: {sinkTimeout}, ledger} = facts.snapshot;
			return kind === 'sink' && isUnanswered(facts) && ledger.inFlight.records > 0 && typeof sinkTimeout === 'number'
				? `a batch waits up to ${duration(sinkTimeout)} for its answer: lower --sink-timeout, and it is tried again sooner`
				: undefined;
		},
	},
	{
		// An overloaded receiver is not helped by retries: https://sre.google/sre-book/handling-overload/, "Deciding to retry".
		name: 'ease the retries',
		advise: ({failing, snapshot: {settings}}) => failing >= 0.1
			? `mend the sink first; raise --backoff-base above ${duration(settings.backoffBase)} so that retries don't add to its load`
			: undefined,
	},
	{
		// What is paused gives nothing until it is resumed: https://kafka.apache.org/40/javadoc/org/apache/kafka/clients/consumer/KafkaConsumer.html, "Consumption Flow Control".
		name: 'let workers go on',
		advise: ({paused}, kind) => kind === 'workers' ? `select a paused worker and press p: ${paused === 1 ? 'it goes' : `${paused} of them go`} on` : undefined,
	},
	{
		// More workers pay only while the services that they write to are not exerting back-pressure: https://www.elastic.co/docs/reference/logstash/tuning-logstash.
		name: 'more workers won\'t help',
		advise(facts, kind) {
			const {quickest, workers, flushTime} = facts;
			return kind === 'sink' && quickest !== undefined && flushTime !== undefined && workers > quickest.workers && slowdownOf(facts) >= 1.5
				? `more workers won't help: a flush took ${duration(quickest.flushTime)} with ${quickest.workers} and takes ${duration(flushTime)} with ${workers}; scale the receiver`
				: undefined;
		},
	},
	{
		// A buffer is there for more events than normal, for a while: https://vector.dev/docs/architecture/buffering-model.
		name: 'the queue is too small for this spike',
		advise(facts, kind) {
			const {demand, snapshot: {producer: {spike}, settings, bounds}} = facts;
			const ceiling = ceilingOf(facts, bounds.maxWorkers);
			if (spike === undefined || demand === undefined || ceiling === undefined || !['maximum', 'scaler', 'queue'].includes(kind)) {
				return undefined;
			}

			const excess = (demand - ceiling) * settings.spikeLength / 1000;
			return excess > settings.queueSize && demand / spike.factor < ceiling
				? `the queue is too small for this spike: --queue-size ${formatCore('queueSize', roundUp(excess))} would hold (${compact(demand)} − ${compact(ceiling)})/s × ${duration(settings.spikeLength)}`
				: undefined;
		},
	},
	{
		// A scaler that is capped at its maximum says so (ScalingLimited): https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/; how many: Little's law.
		name: 'raise the maximum',
		advise(facts, kind) {
			const needed = workersNeeded(facts);
			return kind === 'maximum' && needed !== undefined && needed <= 3 * facts.workers
				? `raise --max-workers to ${needed}, or --batch-size to ${batchFor(needed, facts)}`
				: undefined;
		},
	},
	{
		// Larger batches share the cost of a request: Kafka's producer, batch.size, https://kafka.apache.org/documentation/#producerconfigs_batch.size; pipeline.batch.size, https://www.elastic.co/docs/reference/logstash/tuning-logstash.
		name: 'raise the batch size',
		advise(facts, kind) {
			const {fullShare, flushes, flushTime, snapshot: {settings}} = facts;
			if ((kind !== 'maximum' && kind !== 'sink') || flushes < 5 || fullShare < 0.8 || flushTime === undefined || settings.batchSize * 4 > settings.queueSize) {
				return undefined;
			}

			const needed = workersNeeded(facts);
			const size = needed === undefined ? settings.batchSize * 2 : batchFor(needed, facts);
			return `raise --batch-size to ${formatCore('batchSize', size)}: ${Math.round(fullShare * 100)} % of the batches leave full, and each costs a flush of ${duration(flushTime)}`;
		},
	},
	{
		// With all workers taken, throughput is what is at the sink divided by how long it stays there: Little's law, L = λW.
		name: 'lower the latency',
		advise: ({flushTime, busy, failing}, kind) => kind === 'sink' && flushTime !== undefined && busy >= 0.7 && failing < 0.1
			? `only a quicker sink helps: half of its ${duration(flushTime)} is twice the rate`
			: undefined,
	},
	{
		// What a throttled source delivers is not the load: scale by what wants in: https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/autoscaler/ (target data rate).
		name: 'backpressure hides the need to scale',
		advise: ({heldBack, usage, busy, snapshot: {settings}}, kind) => kind === 'scaler' && settings.scaler === 'step' && usage < settings.scaleUpAt && heldBack > 0.05 && busy >= 0.7
			? `backpressure hides the need to scale: it keeps the queue at ${Math.round(usage * 100)} %, below --scale-up-at ${settings.scaleUpAt}; try --scaler demand`
			: undefined,
	},
	{
		// A floor (minReplicas) is there before the load is: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/.
		name: 'raise the minimum',
		advise(facts, kind) {
			const needed = workersNeeded(facts);
			const {workers, snapshot: {settings}} = facts;
			return kind === 'scaler' && needed !== undefined && needed > workers
				? `wait: the scaler looks every ${duration(settings.scaleInterval)}; --min-workers ${Math.min(needed, settings.maxWorkers)} would begin there`
				: undefined;
		},
	},
	{
		// A queue holds what workers can't take at once; it must hold at least a batch for each: https://vector.dev/docs/architecture/buffering-model.
		name: 'raise the queue size',
		advise: ({workers, snapshot: {settings}}, kind) => kind === 'queue'
			? `raise --queue-size to ${formatCore('queueSize', roundUp(Math.max(settings.queueSize * 2, workers * settings.batchSize * 4)))}, or lower --batch-size: bursts then wait in the queue, not in the producer`
			: undefined,
	},
	{
		// A batch leaves when it is full or its linger is over, whichever comes first: https://kafka.apache.org/documentation/#producerconfigs_linger.ms.
		name: 'linger flushes dominate',
		advise({lingerShare, flushes, batch, snapshot: {settings}}, kind) {
			return isCalm(kind) && flushes >= 5 && lingerShare >= 0.8 && batch !== undefined && batch < settings.batchSize / 2
				? `${Math.round(lingerShare * 100)} % of the batches leave by linger with ${Math.max(1, Math.round(batch))} of ${settings.batchSize}: `
				+ 'lower --batch-size for less delay, or raise --batch-timeout for fuller ones'
				: undefined;
		},
	},
	{
		// How long a record waits is the queue's depth divided by the rate: Little's law, W = L / λ.
		name: 'the queue adds delay',
		advise({processed, flushTime, snapshot: {queue, settings}}, kind) {
			const wait = processed === 0 ? 0 : queue.depth * 1000 / processed;
			return isCalm(kind) && flushTime !== undefined && wait > 2 * flushTime && wait > 200
				? `records wait ${duration(wait)} in the queue: lower --scale-up-at below ${settings.scaleUpAt}, and a further worker shortens that`
				: undefined;
		},
	},
	{
		// A resource with time left and nothing that waits is no bottleneck: the USE method, https://www.brendangregg.com/usemethod.html.
		name: 'room is left',
		advise(facts, kind) {
			const ceiling = ceilingOf(facts, facts.snapshot.bounds.maxWorkers);
			const room = ceiling === undefined ? 'there is room for more' : `there is room for ${perSecond(ceiling)} with ${facts.snapshot.bounds.maxWorkers} workers`;
			return kind === 'rate' || kind === 'source' ? `nothing to do: ${room}` : undefined;
		},
	},
];

/** What there is to say about a bottleneck: one line, or nothing. */
export function adviseOn(facts: Facts, kind: BottleneckKind): string | undefined {
	for (const {advise} of adviceRules) {
		const advice = advise(facts, kind);
		if (advice !== undefined) {
			return advice;
		}
	}

	return undefined;
}

function isCalm(kind: BottleneckKind): boolean {
	return kind === 'rate' || kind === 'source';
}

/** The batch size with which the present workers are enough. */
function batchFor(needed: number, {workers, snapshot}: Facts): number {
	return Math.ceil(snapshot.settings.batchSize * needed / Math.max(1, workers) / 10) * 10;
}

/** To two digits: advice is no measurement. */
function roundUp(value: number): number {
	const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
	return Math.ceil(value / step) * step;
}
