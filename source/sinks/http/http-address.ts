import type {AddressForm} from '../../settings/components/component.js';
import {schemeOf, wrongPort} from '../../settings/components/addresses.js';
import {parsed, rejected, type ParseResult} from '../../settings/values/parse-result.js';

export type HttpAddress = {readonly url: string};

export const httpAddress: AddressForm<HttpAddress> = {
	forms: ['http://<host>', 'https://<host>'],
	schemes: ['http', 'https'],
	parts: ['url'],
	join: ({url}) => url ?? '',
	parse: text => ['http', 'https'].includes(schemeOf(text) ?? '') ? parseUrl(text) : undefined,
};

function parseUrl(text: string): ParseResult<HttpAddress> {
	const authority = /^https?:\/\/(?<authority>[^\/?#]*)/iv.exec(text)?.groups?.authority;
	if (authority === undefined || authority === '') {
		return rejected('say which host: http://127.0.0.1:9000/ingest');
	}

	const port = /:(?<port>[^:@\]]*)$/v.exec(authority)?.groups?.port;
	const problem = port === undefined ? undefined : wrongPort(port, 1, text);
	if (problem !== undefined) {
		return rejected(undefined, problem);
	}

	return URL.canParse(text) ? parsed({url: text}) : rejected('this is no valid URL');
}
