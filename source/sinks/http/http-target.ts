import {Buffer} from 'node:buffer';
import {urlToHttpOptions} from 'node:url';
import {UsageError} from '../../domain/errors.js';

/** What may be no secret at all, a user's name or a value in the query, is hidden from so many characters on: shorter ones stand in any text. */
const shortestHidden = 4;

/** Where an HTTP sink sends to, taken apart. */
export type HttpTarget = {
	readonly isSecure: boolean;

	/** Host, port and path as Node's client takes them. */
	readonly endpoint: {readonly hostname: string; readonly port: number; readonly path: string};

	/** Host and port as a request names them. */
	readonly host: string;

	/** The address without the parts that may be secret. */
	readonly name: string;
	readonly authorization: string | undefined;

	/** Hides the credentials and the query in a text, should a receiver echo them. */
	hideSecrets(text: string): string;
};

/** Throws a `UsageError` where the address is none. */
export function parseTarget(address: string): HttpTarget {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !/^https?:$/v.test(url.protocol)) {
		throw new UsageError('the address of the sink is no http:// or https:// address', 'write it like http://127.0.0.1:9000/ingest');
	}

	const user = decoded(url.username);
	const password = decoded(url.password);
	const isSecure = url.protocol === 'https:';
	const {hostname, port, path} = urlToHttpOptions(url);
	const hasCredentials = user !== '' || password !== '';
	const encoded = Buffer.from(`${user}:${password}`).toString('base64');
	const secrets = [...(hasCredentials ? [encoded, password, url.password] : []), ...longEnough([user, url.username, ...querySecrets(url)])]
		.filter(secret => secret !== '')
		// The longest first: a secret within another would leave the rest of it readable.
		.toSorted((a, b) => b.length - a.length);
	return {
		isSecure,
		endpoint: {hostname: hostname ?? '', port: Number(port ?? (isSecure ? 443 : 80)), path: path ?? '/'},
		host: url.host,
		name: url.origin + url.pathname + (url.search === '' ? '' : '?…'),
		authorization: hasCredentials ? `Basic ${encoded}` : undefined,
		hideSecrets(text) {
			let hidden = text;
			for (const secret of secrets) {
				hidden = hidden.replaceAll(secret, '•••');
			}

			return hidden;
		},
	};
}

/** The query as it was written and each of its values, as written and as meant. */
function querySecrets({search}: URL): string[] {
	const pairs = search.slice(1).split('&');
	const values = pairs.map(pair => pair.slice(pair.indexOf('=') + 1));
	return [search, search.slice(1), ...values, ...values.map(value => decoded(value)), ...values.map(value => decoded(value.replaceAll('+', ' ')))];
}

function longEnough(texts: readonly string[]): string[] {
	return texts.filter(text => text.length >= shortestHidden);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
