import {wordWithoutSecrets} from '../../text/secrets.js';
import {parsed, rejected, type ParseResult} from '../values/parse-result.js';
import type {AddressForm} from './component.js';

/** The scheme of an address, in small letters. */
export function schemeOf(text: string): string | undefined {
	return /^(?<scheme>[a-z][a-z\d+.\-]*):/iv.exec(text)?.groups?.scheme?.toLowerCase();
}

/** Named by one word. */
export function wordAddress(word: string): AddressForm<undefined> {
	return {
		forms: [word],
		schemes: [word],
		parts: [],
		join: () => word,
		parse: text => text === word ? parsed(undefined) : undefined,
	};
}

/** Of a source the path may be a glob. */
export type FileAddress = {readonly path: string};

/** @param what What stands for the path in the help. */
export function fileAddress(what: string): AddressForm<FileAddress> {
	return {
		forms: [`file:<${what}>`],
		schemes: ['file'],
		parts: ['path'],
		join: ({path}) => `file:${path ?? ''}`,
		parse: text => schemeOf(text) === 'file' ? parsePath(text.slice('file:'.length)) : undefined,
	};
}

function parsePath(path: string): ParseResult<FileAddress> {
	if (path.startsWith('//') && !path.startsWith('///')) {
		return rejected('write file:<path>, such as file:app.log or file:/var/log/app.log');
	}

	const name = path.startsWith('///') ? path.slice(2) : path;
	return name === '' ? rejected('say which file: file:app.log') : parsed({path: name});
}

/** What is wrong with a port, or nothing. */
export function wrongPort(port: string, least: number, address: string): string | undefined {
	const isPort = /^\d+$/v.test(port) && Number(port) >= least && Number(port) <= 65_535;
	return isPort ? undefined : `expected a port from ${least} to 65535, got ${shownPort(port, address)} in ${wordWithoutSecrets(address)}`;
}

/** What stands where a port should may be part of a password: it is shown only where it is a number, and no `@` comes behind it. */
function shownPort(port: string, address: string): string {
	if (port === '') {
		return 'none';
	}

	return /^\d+$/v.test(port) && !/:\d+[^:]*@/v.test(address) ? port : 'no number';
}

/** Of a source, where it listens; port 0 is any that is free. */
export type TcpAddress = {readonly host: string; readonly port: number};

/** @param leastPort The lowest port that makes sense: 0 for one who listens. */
export function tcpAddress(leastPort: 0 | 1): AddressForm<TcpAddress> {
	return {
		forms: ['tcp://<host>:<port>'],
		schemes: ['tcp'],
		parts: ['host', 'port'],
		join: ({host = '', port = ''}) => `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`,
		parse: text => schemeOf(text) === 'tcp' ? parseTcp(text, leastPort) : undefined,
	};
}

/** Without a host it is this machine, not to be reached from others. */
function parseTcp(text: string, leastPort: number): ParseResult<TcpAddress> {
	const found = /^tcp:\/\/(?<host>\[[\da-f:.]+\]|[^\/?#@:\s\[\]]*)(?::(?<port>[^:\/]*))?\/?$/iv.exec(text)?.groups;
	if (found === undefined) {
		return rejected('write it like tcp://127.0.0.1:9000');
	}

	const {host = '', port = ''} = found;
	const problem = wrongPort(port, leastPort, text);
	return problem === undefined
		? parsed({host: host.replaceAll(/[\[\]]/gv, '') || '127.0.0.1', port: Number(port)})
		: rejected(undefined, problem);
}
