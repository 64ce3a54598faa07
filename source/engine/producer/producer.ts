import type {Pressure} from '../../domain/pressure.js';
import type {MachineRef} from '../../machines/machine-ref.js';
import type {
	ProducerEvent, ProducerPort, RateCommand, SpikeCommand,
} from '../../machines/producer-port.js';
import type {EngineContext} from '../context.js';
import type {EventReporter} from '../metrics/event-reporter.js';
import type {Queue} from '../ports/queue.js';
import type {Source} from '../ports/source.js';
import {Pacer} from './pacer.js';
import {Pump} from './pump.js';

export type ProducerOptions = {
	readonly source: Source;
	readonly queue: Queue;
	readonly reporter: EventReporter;

	/** Asks for a tick of the engine. */
	readonly requestTick: () => void;

	/** Told each time that records were moved into the queue. */
	readonly onProduced: () => void;
};

/** The data side of the producer: a pump and the pacer that says how much it moves. */
export class Producer implements ProducerPort {
	readonly pacer: Pacer;
	readonly #pump: Pump;
	readonly #reporter: EventReporter;
	readonly #requestTick: () => void;
	readonly #onProduced: () => void;
	#machine: MachineRef<ProducerEvent> | undefined;
	#isFlowing = false;

	constructor({settings, clock, totals}: EngineContext, {source, queue, reporter, requestTick, onProduced}: ProducerOptions) {
		this.#reporter = reporter;
		this.#requestTick = requestTick;
		this.#onProduced = onProduced;
		this.pacer = new Pacer(settings, clock);
		this.#pump = new Pump({
			settings,
			totals,
			source,
			queue,
			pacer: this.pacer,
			tell: event => {
				this.#machine?.send(event);
			},
		});
	}

	get isPaced(): boolean {
		return this.pacer.isPaced;
	}

	get spikeLength(): number {
		return this.pacer.spikeLength;
	}

	period(): number {
		return this.pacer.period();
	}

	join(machine: MachineRef<ProducerEvent>): void {
		this.#machine = machine;
	}

	startPacing(): void {
		this.pacer.start();
	}

	produce(): void {
		this.#pump.produce();
		this.#onProduced();
	}

	startFlow(): void {
		this.#isFlowing = true;

		// Records may have come while the flow was stopped.
		this.#requestTick();
	}

	stopFlow(): void {
		this.#isFlowing = false;
	}

	applyPressure(pressure: Pressure): void {
		this.pacer.applyPressure(pressure);
	}

	changeRate(change: RateCommand): void {
		this.pacer.changeRate(change);
	}

	startSpike(spike: SpikeCommand): void {
		this.pacer.startSpike(spike);
	}

	endSpike(): void {
		this.pacer.endSpike();
	}

	reportSpikeEnd(): void {
		this.#reporter.spikeEnded();
	}

	get hasStopped(): boolean {
		return this.#pump.hasStopped;
	}

	/** Senders that are still listened to are heard in each tick, whatever the rate. */
	stop(): void {
		this.#pump.stop();
		if (!this.#pump.hasStopped) {
			this.startFlow();
		}
	}

	/** There is something to read again, or the source has ended. */
	sourceReady(): void {
		this.#pump.sourceReady();
		this.#requestTick();
	}

	/** An unpaced producer moves records in each tick, while they flow and there is room. */
	tick(): void {
		if (this.#isFlowing && this.#pump.isDue) {
			this.produce();
		}
	}
}
