import {Buffer} from 'node:buffer';
import {UsageError} from '../domain/errors.js';

/** Where an HTTP sink sends to, taken apart. */
export type HttpTarget = {
	readonly origin: string;
	readonly path: string;

	/** The address without the parts that may be secret. */
	readonly name: string;
	readonly authorization: string | undefined;

	/** Hides the credentials in a text, should a receiver echo them. */
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
	const hasCredentials = user !== '' || password !== '';
	const encoded = Buffer.from(`${user}:${password}`).toString('base64');
	const secrets = hasCredentials ? [encoded, password, url.password].filter(secret => secret !== '') : [];
	return {
		origin: url.origin,
		path: url.pathname + url.search,
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

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
