import {UsageError} from '../domain/errors.js';
import {identityOf, identityOfDescriptor, type AbsentFile} from '../files/identity.js';
import {placeOf} from '../files/place.js';
import type {RunArguments} from '../settings/cli/arguments.js';
import {findComponent} from '../settings/components/find-component.js';
import type {Settings} from '../settings/settings.js';
import {valueOf} from '../settings/values/parse-result.js';
import {sinks} from '../sinks/registry.js';
import {matchFiles} from '../sources/file/match-files.js';
import {sources} from '../sources/registry.js';
import {conflictIn, type FileRole} from './role-conflicts.js';

const stderr = 2;
const streamNames = ['stdin', 'stdout', 'stderr'] as const;

/** A role, and its file where that is not there yet. */
type LocatedRole = FileRole & {readonly absent?: AbsentFile | undefined};

/**
Refuses a run in which one file would have two roles, such as source and sink: it would grow for ever, or lose what it holds. Files are told apart by what they are, whatever links and redirections lead to them; before anything is opened.

@throws {UsageError} that names both roles.
*/
export async function refuseSharedFiles(given: RunArguments, settings: Settings): Promise<void> {
	const others = [...givenRoles(given), ...sinkRoles(settings), pathRole('the dead letters', '--dead-letter', settings.deadLetter, true), streamRole('stderr', stderr, true)];
	const absent = others.flatMap(role => role.writes && role.absent !== undefined ? [role.absent] : []);
	const conflict = conflictIn([...await sourceRoles(settings, absent), ...others]);
	if (conflict !== undefined) {
		const [first, second] = conflict;
		throw new UsageError(`${first.what} and ${second.what} are one file`, `each needs a file of its own: ${(second.writes ? second : first).advice}`);
	}
}

/** The files that flags name which are no settings. */
function givenRoles({config, output: {report, record, replay}}: RunArguments): readonly LocatedRole[] {
	return [
		...(config === undefined ? [] : [pathRole('the configuration', '--config', config, false)]),
		...(replay === undefined ? [] : [pathRole('the replay', '--replay', replay, false)]),
		...(record === undefined ? [] : [pathRole('the record', '--record', record, true)]),
		...(report === undefined ? [] : [report === '-' ? streamRole('the report -', 1, true) : pathRole('the report', '--report', report, true)]),
	];
}

function sinkRoles({sink}: Settings): readonly LocatedRole[] {
	const found = valueOf(findComponent('sink', sinks, sink), 'sink', 'an address', sink);
	const file = found.fileAt(sink);
	return [
		...(found.descriptor === undefined ? [] : [streamRole(`the sink ${sink}`, found.descriptor, true)]),
		...(file === undefined ? [] : [{...pathRole('the sink', '--sink', file, true), what: `the sink ${sink}`}]),
	];
}

async function sourceRoles({source}: Settings, absent: readonly AbsentFile[]): Promise<readonly FileRole[]> {
	const found = valueOf(findComponent('source', sources, source), 'source', 'an address', source);
	const pattern = found.filesAt(source);
	if (pattern === undefined) {
		return found.descriptor === undefined ? [] : [streamRole(`the source ${source}`, found.descriptor, false)];
	}

	const paths = await matchFiles(pattern, absent);
	return paths.map(path => ({...pathRole('the source', '--source', path, false), what: path === pattern ? `the source ${source}` : `${path} of the source ${source}`}));
}

function pathRole(role: string, flag: string, path: string, writes: boolean): LocatedRole {
	const place = placeOf(path);
	const what = `${role} ${path}`;
	if (place.kind === 'descriptor') {
		return streamRole(what, place.fd, writes, path);
	}

	const identity = identityOf(path);
	return {
		what, writes, advice: `name another one with ${flag}`, keys: identity === undefined ? [] : [identity.key], absent: identity?.absent,
	};
}

/**
A role of one of the program's own streams. Two roles can't share a stream either, even where it is a pipe.

@param path The name that the user gave for the stream. What is sent to stderr by name is to stand among the lines there.
*/
function streamRole(what: string, fd: number, writes: boolean, path?: string): LocatedRole {
	const key = identityOfDescriptor(fd)?.key;
	const isAmongLines = fd === stderr && path !== undefined;
	return {
		what, writes, advice: `redirect ${streamNames[fd] ?? what} to another one`, keys: isAmongLines ? [] : [`fd ${fd}`, ...(key === undefined ? [] : [key])],
	};
}
