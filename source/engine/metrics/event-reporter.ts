import {scaleRate} from '../../domain/rate.js';
import type {ScalingDecision} from '../../domain/scaling/policy.js';
import type {Command, DrainReason, SinkFault} from '../../contract/command.js';
import {describeFault} from '../../contract/describe-fault.js';
import type {UnreadFile} from '../../contract/unread.js';
import type {PipelineReports} from '../../machines/pipeline-port.js';
import {formatSetting, type Schema} from '../../settings/schema.js';
import type {CurrentSettings, SettingChange} from '../../settings/settings.js';
import {countOf} from '../../text/format.js';
import type {EngineContext} from '../context.js';
import type {Entry, EventLog} from './event-log.js';

const drainMessages: Readonly<Record<DrainReason, string>> = {
	signal: 'Shutdown signal received!',
	key: 'Shutdown requested',
	terminalClosed: 'The terminal has gone: shutting down',
	endOfInput: 'End of input: draining',
	count: 'Enough records: draining',
	duration: 'Time is up: draining',
	sinkClosed: 'The sink has closed: shutting down',
};

/** What stands on the time axis where a fault was set or undone. */
const faultMarks: Readonly<Record<SinkFault['kind'], string>> = {
	none: 'undo', slow: 'slow', failing: 'fail', hanging: 'hang',
};

/** A rate as a user reads it: `1,000/s`. */
function rateText(rate: number | 'max'): string {
	return rate === 'max' ? 'as fast as the queue takes' : `${rate.toLocaleString('en', {maximumFractionDigits: rate < 10 ? 3 : 0})}/s`;
}

/** Puts what the machines do into words for the log. */
export class EventReporter implements PipelineReports {
	readonly #log: EventLog;
	readonly #schema: Schema;
	readonly #settings: CurrentSettings;
	readonly #sink: string;

	/** `sink` is the name of the sink. */
	constructor({schema, settings, log}: EngineContext, sink: string) {
		this.#schema = schema;
		this.#log = log;
		this.#settings = settings;
		this.#sink = sink;
	}

	/** `deadLetters` names where dead letters go, if there can be any. */
	started(source: string, deadLetters: string | undefined): void {
		this.#add({
			level: 'info', source: 'pipeline', message: `running: ${source} to ${this.#sink}`, ...(deadLetters !== undefined && {detail: `dead letters go to ${deadLetters}`}),
		});
	}

	/** A file of the source was not read, or not to its end. */
	unread({
		file, bytesRead, recordsRead, reason,
	}: UnreadFile): void {
		const far = bytesRead === 0 ? 'was not read' : `was read for ${countOf(recordsRead, 'record')} (${countOf(bytesRead, 'byte')}), and not further`;
		this.#add({
			level: 'error', source: 'source', message: `${file} ${far}`, detail: reason,
		});
	}

	/** Lines keep the words that they always had. */
	scaled(from: number, {desired, reason, lineReason = reason}: ScalingDecision): void {
		this.#add({
			level: 'info',
			source: 'scaler',
			message: `${from} → ${countOf(desired, 'worker')}`,
			detail: reason,
			line: `scaling ${desired > from ? 'UP' : 'Down'}, workers = ${desired} (${lineReason})`,
		});
	}

	spikeEnded(): void {
		this.#add({
			level: 'info', source: 'producer', message: 'spike over', detail: `rate ${rateText(this.#settings.rate)} again`,
		});
	}

	drainStarted(reason: DrainReason): void {
		this.#add({
			level: 'info', source: 'pipeline', message: drainMessages[reason], mark: 'drain',
		});
	}

	alreadyDraining(left: number): void {
		this.#add({
			level: 'warning', source: 'pipeline', message: `already draining, ${left.toLocaleString('en')} records left`, detail: 'once more aborts',
		});
	}

	graceIsOver(left: number): void {
		this.#add({
			level: 'error', source: 'pipeline', message: `not drained within ${this.#settings.grace / 1000} s: ${left.toLocaleString('en')} records left`, detail: '--grace allows more time',
		});
	}

	workerMissing(id: number): void {
		this.#add({level: 'warning', source: 'pipeline', message: `worker ${id} is gone already`});
	}

	faultsForbidden(): void {
		this.#add({
			level: 'warning', source: 'pipeline', message: `no faults on a real sink (${this.#sink})`, detail: '--faults allows them',
		});
	}

	settingRefused(change: SettingChange, why: string): void {
		this.#add({
			level: 'warning', source: 'pipeline', message: `${this.#settingText(change)} refused`, detail: why,
		});
	}

	commandAccepted(command: Command): void {
		const entry = this.#describe(command);
		if (entry !== undefined) {
			this.#add({level: 'info', source: 'you', ...entry});
		}
	}

	#describe(command: Command): {readonly message: string; readonly detail?: string; readonly mark?: string} | undefined {
		switch (command.type) {
			case 'rate.set': {
				return {message: `rate ${rateText(command.rate)}`, mark: 'rate'};
			}

			case 'rate.scale': {
				const {rate} = this.#settings;
				return {message: rate === 'max' ? 'no rate to change: the producer is not paced' : `rate ${rateText(scaleRate(rate, command.factor))}`, mark: 'rate'};
			}

			case 'spike.start': {
				return this.#spike(command.factor, command.length);
			}

			case 'producer.pause': {
				return {message: 'producer paused', mark: 'pause'};
			}

			case 'producer.resume': {
				return {message: 'producer resumed', mark: 'resume'};
			}

			case 'worker.pause': {
				return {message: `worker ${command.id} paused`, mark: 'pause'};
			}

			case 'worker.resume': {
				return {message: `worker ${command.id} resumed`, mark: 'resume'};
			}

			case 'worker.kill': {
				return {message: `worker ${command.id} killed`, mark: 'kill'};
			}

			case 'faults.clear': {
				return {message: 'faults undone', mark: 'undo'};
			}

			case 'setting.set': {
				return {message: this.#settingText(command.change), mark: 'set'};
			}

			case 'fault.set': {
				return {message: command.fault.kind === 'none' ? 'faults undone' : `fault: ${describeFault(command.fault)}`, mark: faultMarks[command.fault.kind]};
			}

			default: {
				return undefined;
			}
		}
	}

	#spike(factor = this.#settings.spikeFactor, length = this.#settings.spikeLength) {
		return this.#settings.rate === 'max'
			? {message: 'no spike: the producer is not paced'}
			: {message: `spike ×${factor} for ${length / 1000} s`, mark: 'spike'};
	}

	/** A change as a user could type it: `batchTimeout = 1.5s`. */
	#settingText({name, value}: SettingChange): string {
		return `${name} = ${formatSetting(this.#schema, name, value)}`;
	}

	#add(entry: Entry): void {
		this.#log.add(entry);
	}
}
