import type {Random} from '../domain/backoff.js';
import {InternalError} from '../domain/errors.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Sink} from '../engine/ports/sink.js';
import {readSink, type SinkAddress} from '../settings/values/address.js';
import type {Settings} from '../settings/settings.js';
import {createFileSink} from './file/file-sink.js';
import {createHttpSink} from './http/http-sink.js';
import {NullSink} from './null/null-sink.js';
import {SimulatedSink} from './simulated/simulated-sink.js';
import {createStdoutSink} from './stdout/stdout-sink.js';
import {createTcpSink} from './tcp/tcp-sink.js';

export type SinkParts = {
	/** Read anew at each use. */
	readonly settings: Settings;
	readonly clock: Clock;
	readonly random: Random;
};

type Kind = SinkAddress['kind'];
type AddressOf<Name extends Kind> = Extract<SinkAddress, {readonly kind: Name}>;

type Registration<Name extends Kind> = {
	/** Whether it delivers to somebody: faults then need to be allowed. */
	readonly isReal: boolean;

	/** Whether the receiver may refuse records for good. */
	readonly canRefuse: boolean;
	readonly create: (address: AddressOf<Name>, parts: SinkParts) => Sink;
};

/** All sinks there are. A new one is a new file and a line here. */
const sinks: {readonly [Name in Kind]: Registration<Name>} = {
	simulated: {isReal: false, canRefuse: false, create: (_, {settings, clock, random}) => new SimulatedSink({settings: () => settings, clock, random})},
	null: {isReal: false, canRefuse: false, create: (_, {clock}) => new NullSink(clock)},
	stdout: {isReal: true, canRefuse: false, create: (_, {clock}) => createStdoutSink({clock})},
	file: {isReal: true, canRefuse: false, create: ({path}, {clock}) => createFileSink({path, clock})},
	tcp: {
		isReal: true,
		canRefuse: false,
		create: ({host, port}, {settings, clock}) => createTcpSink({
			host, port, timeout: () => settings.sinkTimeout, clock,
		}),
	},
	http: {
		isReal: true,
		canRefuse: true,
		create: ({url}, {settings, clock}) => createHttpSink({
			url, contentType: settings.contentType, gzip: settings.gzip, timeout: () => settings.sinkTimeout, clock,
		}),
	},
};

export type CreatedSink = {
	readonly sink: Sink;
	readonly isReal: boolean;
	readonly canRefuse: boolean;
};

function createFrom<Name extends Kind>(name: Name, address: AddressOf<Name>, parts: SinkParts): CreatedSink {
	const {create, isReal, canRefuse} = sinks[name];
	return {sink: create(address, parts), isReal, canRefuse};
}

/** The sink that the settings name. */
export function createSink(parts: SinkParts): CreatedSink {
	const reading = readSink(parts.settings.sink);
	if (!reading.ok) {
		throw new InternalError(`a sink that was checked can't be read: ${parts.settings.sink}`);
	}

	return createFrom(reading.value.kind, reading.value, parts);
}
