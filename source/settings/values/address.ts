import {didYouMean} from './nearest.js';
import {parsed, rejected, type ParseResult} from './parse-result.js';

/** Of a source it may be a glob. */
type FileAddress = {readonly kind: 'file'; readonly path: string};

/** Of a source, where it listens; port 0 is any that is free. */
type TcpAddress = {readonly kind: 'tcp'; readonly host: string; readonly port: number};

/** Where records go, taken apart. */
export type SinkAddress
	= | {readonly kind: 'simulated' | 'null' | 'stdout'}
		| FileAddress
		| TcpAddress
		| {readonly kind: 'http'; readonly url: string};

/** Where records come from, taken apart. */
export type SourceAddress
	= | {readonly kind: 'synthetic' | 'stdin'}
		| FileAddress
		| TcpAddress;

/** Where records wait, taken apart. */
export type QueueAddress = {readonly kind: 'memory'};

export const knownSinks: readonly string[] = ['simulated', 'null', 'stdout', 'file:<path>', 'tcp://<host>:<port>', 'http://<host>', 'https://<host>'];
export const knownSources: readonly string[] = ['synthetic', 'stdin', 'file:<path or glob>', 'tcp://<host>:<port>'];
export const knownQueues: readonly string[] = ['memory'];

const sinkSchemes = ['file', 'tcp', 'http', 'https'];
const sourceSchemes = ['file', 'tcp'];

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** An address as it may be shown: user, password and query are masked, rather too much than too little. */
export function withoutSecrets(address: string): string {
	return address.replace(/:\/\/\S*@/v, '://***@').replace(/(?<start>:\/\/[^?]*\?).+/v, '$<start>…');
}

/** The scheme of an address, in small letters. */
function schemeOf(text: string): string | undefined {
	return /^(?<scheme>[a-z][a-z\d+.\-]*):/iv.exec(text)?.groups?.scheme?.toLowerCase();
}

function readFile(path: string): ParseResult<FileAddress> {
	if (path.startsWith('//') && !path.startsWith('///')) {
		return rejected('write file:<path>, such as file:app.log or file:/var/log/app.log');
	}

	const name = path.startsWith('///') ? path.slice(2) : path;
	return name === '' ? rejected('say which file: file:app.log') : parsed({kind: 'file', path: name});
}

function isPort(text: string, least: number): boolean {
	return /^\d+$/v.test(text) && Number(text) >= least && Number(text) <= 65_535;
}

function wrongPort(port: string, least: number, address: string): string {
	return `expected a port from ${least} to 65535, got ${port === '' ? 'none' : port} in ${withoutSecrets(address)}`;
}

/** Without a host it is this machine, not to be reached from others. */
function readTcp(text: string, least: number): ParseResult<TcpAddress> {
	const found = /^tcp:\/\/(?<host>\[[\da-f:.]+\]|[^\/?#@:\s\[\]]*)(?::(?<port>[^:\/]*))?\/?$/iv.exec(text)?.groups;
	if (found === undefined) {
		return rejected('write it like tcp://127.0.0.1:9000');
	}

	const {host = '', port = ''} = found;
	if (!isPort(port, least)) {
		return rejected(undefined, wrongPort(port, least, text));
	}

	return parsed({kind: 'tcp', host: host.replaceAll(/[\[\]]/gv, '') || '127.0.0.1', port: Number(port)});
}

function readHttp(text: string): ParseResult<SinkAddress> {
	const authority = /^https?:\/\/(?<authority>[^\/?#]*)/iv.exec(text)?.groups?.authority;
	if (authority === undefined || authority === '') {
		return rejected('say which host: http://127.0.0.1:9000/ingest');
	}

	const port = /:(?<port>[^:@\]]*)$/v.exec(authority)?.groups?.port;
	if (port !== undefined && !isPort(port, 1)) {
		return rejected(undefined, wrongPort(port, 1, text));
	}

	return URL.canParse(text) ? parsed({kind: 'http', url: text}) : rejected('this is no valid URL');
}

/** Takes the address of a sink apart and checks what can be checked without reaching out. */
export function readSink(text: string): ParseResult<SinkAddress> {
	if (text === 'simulated' || text === 'null' || text === 'stdout') {
		return parsed({kind: text});
	}

	if (/^[^\/:]+:\d+(?:\/|$)/v.test(text)) {
		return rejected(`did you mean http://${text}?`);
	}

	const scheme = schemeOf(text);
	if (scheme === 'file') {
		return readFile(text.slice('file:'.length));
	}

	if (scheme === 'tcp') {
		return readTcp(text, 1);
	}

	if (scheme === 'http' || scheme === 'https') {
		return readHttp(text);
	}

	if (scheme !== undefined) {
		return rejected(didYouMean(scheme, sinkSchemes, `there is no sink for ${scheme}:`));
	}

	const byName = didYouMean(text, ['simulated', 'null', 'stdout'], '');
	return rejected(byName === '' ? `for a file say file:${text}` : byName);
}

export function readSource(text: string): ParseResult<SourceAddress> {
	if (text === 'synthetic' || text === 'stdin') {
		return parsed({kind: text});
	}

	const scheme = schemeOf(text);
	if (scheme === 'file') {
		return readFile(text.slice('file:'.length));
	}

	if (scheme === 'tcp') {
		return readTcp(text, 0);
	}

	if (scheme !== undefined) {
		return rejected(didYouMean(scheme, sourceSchemes, `there is no source for ${scheme}:`));
	}

	const byName = didYouMean(text, ['synthetic', 'stdin'], '');
	return rejected(byName === '' ? `to read a file say file:${text}` : byName);
}

export function readQueue(text: string): ParseResult<QueueAddress> {
	return text === 'memory' ? parsed({kind: 'memory'}) : rejected('it is the only queue there is so far');
}
