import {InternalError} from '../domain/errors.js';
import type {Clock} from '../engine/ports/clock.js';
import type {Source} from '../engine/ports/source.js';
import {readSink, readSource, type SourceAddress} from '../settings/values/address.js';
import type {Settings} from '../settings/settings.js';
import {createFileSource} from './file/file-source.js';
import {createStdinSource} from './stdin/stdin-source.js';
import {SyntheticSource} from './synthetic/synthetic-source.js';
import {createTcpSource} from './tcp/tcp-source.js';

export type SourceParts = {
	readonly settings: Settings;
	readonly clock: Clock;
};

type Kind = SourceAddress['kind'];
type AddressOf<Name extends Kind> = Extract<SourceAddress, {readonly kind: Name}>;

/** All sources there are. A new one is a new file and a line here. */
const sources: {readonly [Name in Kind]: (address: AddressOf<Name>, parts: SourceParts) => Source} = {
	synthetic: (_, {clock}) => new SyntheticSource(clock),
	stdin: (_, {settings: {maxRecordSize}, clock}) => createStdinSource({maxRecordSize, clock}),
	file: ({path}, {settings: {sink, maxRecordSize}, clock}) => createFileSource({
		pattern: path, sinkPath: pathOf(sink), maxRecordSize, clock,
	}),
	tcp: ({host, port}, {settings: {maxRecordSize}, clock}) => createTcpSource({
		host, port, maxRecordSize, clock,
	}),
};

/** The file that a sink writes to, where it does. */
function pathOf(sink: string): string | undefined {
	const reading = readSink(sink);
	return reading.ok && reading.value.kind === 'file' ? reading.value.path : undefined;
}

function createFrom<Name extends Kind>(name: Name, address: AddressOf<Name>, parts: SourceParts): Source {
	return sources[name](address, parts);
}

/** The source that the settings name. */
export function createSource(parts: SourceParts): Source {
	const reading = readSource(parts.settings.source);
	if (!reading.ok) {
		throw new InternalError(`a source that was checked can't be read: ${parts.settings.source}`);
	}

	return createFrom(reading.value.kind, reading.value, parts);
}
