import {UsageError} from '../domain/errors.js';
import {
	numberAboveZero, numberFrom, wholeFrom, wordOf, type ObjectReader, type Shape,
} from '../settings/object-reader.js';
import {pipelineDeclarations} from '../settings/core.js';
import type {Declaration} from '../settings/declaration.js';
import {checkChange, checkValue, liveNames} from '../settings/live-changes.js';
import {didYouMean} from '../settings/values/nearest.js';
import {quote} from '../settings/values/parse-result.js';
import type {Schema} from '../settings/schema.js';
import type {SettingValue} from '../settings/values/types.js';
import {
	drainReasons, machineNames, type Command, type MachineName, type SinkFault,
} from './command.js';

type CommandType = Command['type'];
type CommandOf<Type extends CommandType> = Extract<Command, {readonly type: Type}>;

const workerId = wholeFrom(1);
const inspectable: ReadonlyArray<MachineName | 'none'> = [...machineNames, 'none'];
const faultKinds: ReadonlyArray<SinkFault['kind']> = ['none', 'slow', 'failing', 'hanging'];
const anyText: Shape<string> = {expected: 'a text', read: value => typeof value === 'string' ? value : undefined};
const commandNames = (): readonly string[] => Object.keys(readers);

/** A member that is a value of a setting. */
function settingIn<Value extends SettingValue>(fields: ObjectReader, member: string, declaration: Declaration<Value>): Value {
	return checkValue(declaration, fields.any(member), `${fields.where}: ${member}`);
}

function readFault(fields: ObjectReader): SinkFault {
	const kind = fields.get('kind', wordOf(faultKinds));
	switch (kind) {
		case 'slow': {
			return {kind, factor: fields.get('factor', numberFrom(1, 1000))};
		}

		case 'failing': {
			return {kind, share: fields.get('share', numberFrom(0, 1))};
		}

		default: {
			return {kind};
		}
	}
}

/** Reads the members of an object inside a command, and no others. */
function within<Value>(fields: ObjectReader, member: string, read: (fields: ObjectReader) => Value): Value {
	const inner = fields.inner(member);
	const value = read(inner);
	inner.end();
	return value;
}

/** What each command has besides its type. */
const readers: {readonly [Type in CommandType]: (fields: ObjectReader, schema: Schema) => CommandOf<Type>} = {
	'rate.set': fields => ({type: 'rate.set', rate: settingIn(fields, 'rate', pipelineDeclarations.rate)}),
	'rate.scale': fields => ({type: 'rate.scale', factor: fields.get('factor', numberAboveZero)}),
	'spike.start': fields => ({
		type: 'spike.start',
		...(fields.has('factor') && {factor: settingIn(fields, 'factor', pipelineDeclarations.spikeFactor)}),
		...(fields.has('length') && {length: settingIn(fields, 'length', pipelineDeclarations.spikeLength)}),
	}),
	'producer.pause': () => ({type: 'producer.pause'}),
	'producer.resume': () => ({type: 'producer.resume'}),
	'worker.pause': fields => ({type: 'worker.pause', id: fields.get('id', workerId)}),
	'worker.resume': fields => ({type: 'worker.resume', id: fields.get('id', workerId)}),
	'worker.kill': fields => ({type: 'worker.kill', id: fields.get('id', workerId)}),
	'fault.set': fields => ({type: 'fault.set', fault: within(fields, 'fault', readFault)}),
	'faults.clear': () => ({type: 'faults.clear'}),
	'setting.set': (fields, schema) => ({
		type: 'setting.set',
		change: within(fields, 'change', inner => checkChange(schema, inner.get('name', wordOf(liveNames(schema))), inner.any('value'), `${inner.where}: value`)),
	}),
	'machine.inspect': fields => ({
		type: 'machine.inspect',
		machine: fields.get('machine', wordOf(inspectable)),
		...(fields.has('id') && {id: fields.get('id', workerId)}),
	}),
	'sink.reopen': () => ({type: 'sink.reopen'}),
	drain: fields => ({type: 'drain', reason: fields.get('reason', wordOf(drainReasons))}),
	abort: () => ({type: 'abort'}),
};

function isCommandType(name: string): name is CommandType {
	return Object.hasOwn(readers, name);
}

/** Reads a command from the members of an object that were not read yet. Throws a `UsageError` that says what was expected and what came. */
export function readCommand(fields: ObjectReader, schema: Schema): Command {
	const type = fields.get('type', anyText);
	if (!isCommandType(type)) {
		throw new UsageError(`${fields.where}: unknown command ${quote(type)}`, didYouMean(type, commandNames(), `there are ${commandNames().join(', ')}`));
	}

	const command = readers[type](fields, schema);
	fields.end();
	return command;
}
