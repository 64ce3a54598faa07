import {
	nothing, type Amount, type Ledger,
} from '../../source/domain/ledger.js';
import {pressureAt, pressureSleep} from '../../source/domain/pressure.js';
import type {
	LoggedEvent, PipelineState, Snapshot, InspectedMachine, WorkerSnapshot, WorkerState,
} from '../../source/contract/snapshot.js';
import type {Command, SinkFault} from '../../source/contract/command.js';

/** What the screen's tests turn on and off. */
export type FakeOptions = {
	readonly rate?: number;
	readonly maxWorkers?: number;
	readonly sinkName?: string;
	readonly sourceName?: string;
	readonly isGenerated?: boolean;
	readonly isPaced?: boolean;
	readonly allowsFaults?: boolean;
	readonly sinkProblem?: string;

	/** Said by the sink in the first step. */
	readonly message?: string;
};

export type FakePipeline = {
	/** Lets 100 ms pass. */
	readonly step: () => Snapshot;
	readonly obey: (command: Command) => void;
};

type FakeWorker = {
	readonly id: number;
	state: WorkerState;
	held: number;
	age: number;
	remaining: number;
	delivered: number;
	flushes: number;
	retries: number;
	failures: number;
	readonly recent: number[];
};

const stepMs = 100;
const capacity = 1500;
const batchSize = 50;
const recordBytes = 80;
const epoch = Date.UTC(2025, 0, 6, 12) * 1000;

/** A pipeline in a hundred lines: no machines, no I/O, no chance; the same commands at the same steps give the same snapshots. For tests of the screen only. */
export function createFakePipeline(options: FakeOptions = {}): FakePipeline {
	const maxWorkers = options.maxWorkers ?? 10;
	const workers: FakeWorker[] = [];
	const recent = {produced: [] as number[], processed: [] as number[]};
	let state: PipelineState = 'starting';
	let elapsed = 0;
	let rate = options.rate ?? 1000;
	let spikeLeft = 0;
	let isPaused = false;
	let changed: Partial<Snapshot['settings']> = {};
	let fault: SinkFault = {kind: 'none'};
	let debt = 0;
	let accepted = 0;
	let queued = 0;
	let flushes = 0;
	let workerIds = 0;
	let eventIds = 0;
	let events: LoggedEvent[] = [];
	let watch: Extract<Command, {type: 'machine.inspect'}> | undefined;

	const log = (source: LoggedEvent['source'], message: string, more: Partial<LoggedEvent> = {}) => {
		events.push({
			id: ++eventIds, at: epoch + (elapsed * 1000), level: 'info', source, message, ...more,
		});
	};

	const addWorker = () => {
		workers.push({
			id: ++workerIds, state: 'idle', held: 0, age: 0, remaining: 0, delivered: 0, flushes: 0, retries: 0, failures: 0, recent: [],
		});
	};

	const removeWorker = (worker: FakeWorker | undefined) => {
		if (worker !== undefined) {
			queued += worker.held;
			workers.splice(workers.indexOf(worker), 1);
		}
	};

	const target = () => rate * (spikeLeft > 0 ? 5 : 1);

	const produce = () => {
		if (isPaused || state !== 'running') {
			recent.produced.push(0);
			return;
		}

		const period = (1000 / target()) + pressureSleep[pressureAt(queued / capacity)];
		debt += stepMs / period;
		const made = Math.min(Math.floor(debt), Math.max(0, capacity - queued));
		debt -= Math.floor(debt);
		accepted += made;
		queued += made;
		recent.produced.push(made);
	};

	const latency = () => fault.kind === 'slow' ? 300 * fault.factor : 300;

	const work = (worker: FakeWorker): number => {
		if (worker.state === 'paused') {
			return 0;
		}

		let delivered = 0;
		if (worker.held > 0) {
			worker.age += stepMs;
		}

		if (worker.state === 'flushing' || worker.state === 'backingOff') {
			worker.remaining -= fault.kind === 'hanging' ? 0 : stepMs;
			if (worker.remaining > 0) {
				return 0;
			}

			if (worker.state === 'flushing' && fault.kind === 'failing' && (worker.flushes + worker.failures) % 2 === 0) {
				worker.state = 'backingOff';
				worker.failures++;
				worker.remaining = 400;
				return 0;
			}

			worker.retries += worker.state === 'backingOff' ? 1 : 0;
			worker.flushes++;
			flushes++;
			delivered = worker.held;
			worker.held = 0;
			worker.age = 0;
		}

		const taken = Math.min(batchSize - worker.held, queued);
		queued -= taken;
		worker.held += taken;
		worker.state = worker.held === 0 ? 'idle' : 'filling';
		if (worker.held === batchSize || worker.age >= 500 || (state === 'draining' && worker.held > 0)) {
			worker.state = 'flushing';
			worker.remaining = latency();
		}

		return delivered;
	};

	const scale = () => {
		const usage = queued / capacity;
		if (state !== 'running' || elapsed % 1000 !== 0) {
			return;
		}

		if (usage > 0.8 && workers.length < maxWorkers) {
			addWorker();
			log('scaler', `scaling UP, workers = ${workers.length}`, {detail: `usage ${usage.toFixed(2)} > 0.80`});
		} else if (usage < 0.2 && workers.length > 1) {
			removeWorker(workers.at(-1));
			log('scaler', `scaling DOWN, workers = ${workers.length}`, {detail: `usage ${usage.toFixed(2)} < 0.20`});
		}
	};

	const step = (): Snapshot => {
		elapsed += stepMs;
		spikeLeft = Math.max(0, spikeLeft - stepMs);
		if (state === 'starting') {
			state = 'running';
			addWorker();
			log('pipeline', 'running', {detail: `${options.sourceName ?? 'synthetic'} to ${options.sinkName ?? 'simulated'}`});
			if (options.message !== undefined) {
				log('sink', options.message, {level: 'warning'});
			}
		}

		produce();
		let processed = 0;
		for (const worker of workers) {
			const delivered = work(worker);
			worker.delivered += delivered;
			worker.recent.push(delivered);
			processed += delivered;
		}

		recent.processed.push(processed);
		delivered += processed;
		scale();
		if (state === 'draining' && queued === 0 && workers.every(worker => worker.held === 0)) {
			state = 'stopped';
		}

		return snapshot();
	};

	let delivered = 0;

	const snapshot = (): Snapshot => {
		const usage = queued / capacity;
		const time = fault.kind === 'slow' ? 300 * fault.factor : 300;
		const flushTime = flushes === 0
			? undefined
			: {
				count: flushes, p50: time + 1.2, p99: time + 4.6, p999: time + 9,
			};
		const since = events;
		events = [];
		return {
			state,
			isLeaving: state === 'draining',
			elapsed,
			at: epoch + (elapsed * 1000),
			rates: {produced: lastSecond(recent.produced), processed: lastSecond(recent.processed)},
			producer: {
				state: state === 'draining' || state === 'stopped' ? 'stopped' : (isPaused ? 'paused' : 'producing'),
				isGenerated: options.isGenerated ?? true,
				isPaced: options.isPaced ?? true,
				pressure: pressureAt(usage),
				targetRate: options.isPaced === false ? 'max' : target(),
				spike: spikeLeft > 0 ? {factor: 5, remaining: spikeLeft} : undefined,
				timeUnder: {
					free: elapsed, light: 0, moderate: 0, heavy: 0, blocked: 0,
				},
			},
			queue: {
				name: 'memory', depth: queued, capacity, bytes: queued * recordBytes, byteCapacity: 64 * 1024 * 1024, usage,
			},
			workers: workers.map(worker => snapshotOf(worker, flushTime)),
			bounds: {minWorkers: 1, maxWorkers, peakWorkers: workers.length},
			scaler: {
				state: 'watching', policy: 'seed', desired: workers.length, reason: `usage ${usage.toFixed(2)}`,
			},
			source: {name: options.sourceName ?? 'synthetic'},
			sink: {
				name: options.sinkName ?? 'simulated', fault, allowsFaults: options.allowsFaults ?? true, problem: options.sinkProblem,
			},
			flushReasons: {full: flushes, linger: 0, drain: 0},
			retries: sumOf(workers.map(worker => worker.retries)),
			failures: sumOf(workers.map(worker => worker.failures)),
			flushTime,
			endToEnd: flushTime,
			inspected: watchedBy(watch, workers),
			distribution: flushTime && {
				...flushTime, p90: time + 3, buckets: [{upTo: 300, count: flushes}, {upTo: 500, count: 0}, {upTo: 700, count: 1}],
			},
			ledger: ledgerOf({
				accepted, queued, delivered, workers,
			}),
			lost: 0,
			settings: {...settingsOf(rate, maxWorkers), ...changed},
			events: since,
		};
	};

	return {
		step,
		obey(command) {
			const worker = 'id' in command ? workers.find(({id}) => id === command.id) : undefined;
			switch (command.type) {
				case 'rate.scale': {
					rate *= command.factor;
					log('you', `rate ${Math.round(rate)}/s`, {mark: 'rate'});
					break;
				}

				case 'spike.start': {
					spikeLeft = 10_000;
					log('you', 'spike ×5 for 10 s', {mark: 'spike', detail: '! undoes'});
					break;
				}

				case 'producer.pause':
				case 'producer.resume': {
					isPaused = command.type === 'producer.pause';
					log('you', isPaused ? 'producer paused' : 'producer goes on', {mark: isPaused ? 'pause' : 'resume'});
					break;
				}

				case 'worker.pause':
				case 'worker.resume': {
					if (worker !== undefined) {
						queued += command.type === 'worker.pause' ? worker.held : 0;
						worker.held = 0;
						worker.state = command.type === 'worker.pause' ? 'paused' : 'idle';
						log('you', `worker ${worker.id} ${worker.state === 'paused' ? 'paused' : 'goes on'}`, {mark: 'pause'});
					}

					break;
				}

				case 'worker.kill': {
					removeWorker(worker);
					log('you', `worker ${command.id} killed`, {level: 'warning', mark: 'kill'});
					break;
				}

				case 'fault.set': {
					({fault} = command);
					log('you', `sink ${fault.kind}`, {level: 'warning', mark: 'fault'});
					break;
				}

				case 'faults.clear': {
					fault = {kind: 'none'};
					spikeLeft = 0;
					log('you', 'all faults undone', {mark: 'undo'});
					break;
				}

				case 'machine.inspect': {
					watch = command;
					break;
				}

				case 'drain': {
					state = state === 'draining' ? 'aborted' : 'draining';
					log('pipeline', 'Shutdown signal received!', {mark: 'drain'});
					break;
				}

				case 'abort': {
					state = 'aborted';
					break;
				}

				case 'setting.set': {
					changed = {...changed, [command.change.name]: command.change.value};
					log('you', `${command.change.name} = ${command.change.value}`, {mark: 'set'});
					break;
				}

				case 'rate.set': {
					throw new Error(`the fake pipeline knows no ${command.type}`);
				}
			}
		},
	};
}

function watchedBy(watch: Extract<Command, {type: 'machine.inspect'}> | undefined, workers: readonly FakeWorker[]): InspectedMachine | undefined {
	if (watch === undefined || watch.machine === 'none') {
		return undefined;
	}

	const {machine, id} = watch;
	const worker = workers.find(worker => worker.id === id);
	return {
		machine, id, states: worker === undefined ? [] : [worker.state], transitions: [],
	};
}

function snapshotOf({id, state, held, delivered, flushes, retries, failures, recent}: FakeWorker, flushTime: WorkerSnapshot['flushTime']): WorkerSnapshot {
	return {
		id, state, held, fill: held / batchSize, rate: lastSecond(recent), delivered, flushes, flushTime: flushes === 0 ? undefined : flushTime, retries, failures, attempts: 0,
	};
}

function ledgerOf({accepted, queued, delivered, workers}: {readonly accepted: number; readonly queued: number; readonly delivered: number; readonly workers: readonly FakeWorker[]}): Ledger {
	const heldIn = (isFlushing: boolean) => sumOf(workers.filter(({state}) => (state === 'flushing') === isFlushing).map(({held}) => held));
	return {
		accepted: amountOf(accepted),
		queued: amountOf(queued),
		batched: amountOf(heldIn(false)),
		inFlight: amountOf(heldIn(true)),
		delivered: amountOf(delivered),
		deadLettered: nothing,
		dropped: {sinkClosed: nothing, deadLetterFailed: nothing},
		resent: 0,
	};
}

function settingsOf(rate: number, maxWorkers: number): Snapshot['settings'] {
	return {
		rate, maxWorkers, queueSize: capacity, queueBytes: 64 * 1024 * 1024, batchSize, batchTimeout: 500, minWorkers: 1, scaler: 'seed', scaleInterval: 1000,
		scaleUpAt: 0.8, scaleDownAt: 0.2, sinkLatency: 300, sinkJitter: 0, sinkFailures: 0, spikeFactor: 5, spikeLength: 10_000, maxAttempts: 'unlimited',
		backoffBase: 100, backoffCap: 30_000, sinkTimeout: 30_000, grace: 30_000,
	};
}

function amountOf(records: number): Amount {
	return {records, bytes: records * recordBytes};
}

function lastSecond(amounts: readonly number[]): number {
	return sumOf(amounts.slice(-10));
}

function sumOf(amounts: readonly number[]): number {
	let sum = 0;
	for (const amount of amounts) {
		sum += amount;
	}

	return sum;
}
