import type {Command, DrainReason} from '../contract/command.js';
import type {Pressure} from '../domain/pressure.js';
import type {MachineRef} from './machine-ref.js';

/** The commands that are the producer's. */
export const producerCommands = ['rate.set', 'rate.scale', 'spike.start', 'producer.pause', 'producer.resume'] as const;

type ProducerCommand = Extract<Command, {type: typeof producerCommands[number]}>;
export type RateCommand = Extract<Command, {type: 'rate.set' | 'rate.scale'}>;
export type SpikeCommand = Extract<Command, {type: 'spike.start'}>;

/** What can happen to the producer. */
export type ProducerEvent
	= | ProducerCommand
		| {readonly type: 'pressure.changed'; readonly pressure: Pressure}
	/** The source has no more records, or enough were taken. */
		| {readonly type: 'source.ended'; readonly reason: DrainReason}
	/** End a spike before its time. */
		| {readonly type: 'spike.stop'}
	/** Take no more: the pipeline shuts down. */
		| {readonly type: 'producer.stop'};

/** The data side of the producer. The machine decides, the port moves the records. */
export type ProducerPort = {
	/** Whether a rate is kept; otherwise all is taken that the queue has room for. */
	readonly isPaced: boolean;

	/** How long the present spike lasts, in milliseconds. */
	readonly spikeLength: number;

	/** Whether nothing more will enter the queue. */
	readonly hasStopped: boolean;

	/** Milliseconds until the next records are due. */
	period(): number;

	/** Tells this machine from now on what happens. */
	join(machine: MachineRef<ProducerEvent>): void;

	/** Forgets the time that has passed: the producer does not catch up with a pause. */
	startPacing(): void;

	/** Moves the records that are due into the queue. */
	produce(): void;

	/** Moves records in each tick of the engine from now on, as many as the queue has room for. */
	startFlow(): void;
	stopFlow(): void;

	/** Slows down from now on as the pressure asks for. */
	applyPressure(pressure: Pressure): void;
	changeRate(change: RateCommand): void;
	startSpike(spike: SpikeCommand): void;
	endSpike(): void;

	/** Logs that a spike is over. A spike that another one or a shutdown ends is not logged. */
	reportSpikeEnd(): void;

	/** Takes no more from the source. Records that a real source has already read enter the queue, and then what its senders still have to say: `source.ended` tells that they are done. */
	stop(): void;
};
