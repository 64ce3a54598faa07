/**
A text of any kind as it may be shown: of each address in it no more than scheme, host and the first segment of the path. What stands behind them, and user and password, are often secrets; rather too much is hidden than too little.

Use `wordWithoutSecrets` for a single word of the user, which may be a mistyped address.
*/
export function withoutSecrets(text: string): string {
	// Most texts have neither, and are told from the others by one look.
	return text.includes(':') ? text.replaceAll(addresses, shown).replaceAll(credentials, '***@') : text;
}

/** A whole word of the user as it may be shown, be it an address, one that is mistyped, or none at all. Blanks and quotes in it are the user's too: they may belong to a password. */
export function wordWithoutSecrets(word: string): string {
	const {scheme = '', slashes = '', rest = ''} = wholeWord.exec(word)?.groups ?? {};
	if (scheme !== '' && (slashes !== '' || webSchemes.test(scheme))) {
		return shown(word, scheme, slashes, rest);
	}

	const name = fileScheme.test(scheme) ? rest : word;
	if (/:.*(?:@|%40)|@[^\/]*:\d+/isv.test(name)) {
		return maskedRest(name, true);
	}

	return hostAndPath.test(word) ? maskedRest(word) : word;
}

const addresses = /(?<scheme>\b[a-z][a-z\d+.\-]*:)(?<slashes>(?:\\*\/|\\)+|(?<=\bhttps?:))(?<rest>[^\s"'`<>]*?)(?=[.,:;\)\]\}]*(?:[\s"'`<>]|$))/giv;
const credentials = /(?<![^\s"'`<>\(=])(?!file:[^:]*@|https?:\*\*\*@)[^\s"'`<>@]+:(?![\\\/])[^\s"'`<>@]*@/giv;
const wholeWord = /^\s*(?:(?<scheme>[a-z][a-z\d+.\-]*:)(?<slashes>(?:\\*\/|\\)*))?(?<rest>.*)$/isv;
const webSchemes = /^https?:$/iv;
const fileScheme = /^file:$/iv;

/** What a user may have meant as an address and has left the scheme out of: a host with a dot or a port, and a path of at least two segments, or a query. */
const hostAndPath = /^(?:[\w\-]+\.[\w.\-]*[a-z]|[\w.\-]+:\d+)(?::\d+)?(?:\/[^\/]*\/|\/?\?|[^?]*\?)/iv;

/** `file:/var/log/app.log` is no address but a path, and of a path nothing is secret. */
function isPath(scheme: string, slashes: string): boolean {
	return fileScheme.test(scheme) && slashes.length !== 2;
}

function shown(whole: string, scheme: string, slashes: string, rest: string): string {
	return isPath(scheme, slashes) ? whole : scheme + slashes + maskedRest(rest);
}

/** Host, port and the first segment of the path. `hasCredentials`: there is an `@` that ends them, wherever it stands. */
function maskedRest(rest: string, hasCredentials = false): string {
	const {authority = '', path = ''} = /^(?<authority>[^\/\\?#]*)(?<path>.*)$/sv.exec(rest)?.groups ?? {};
	if (/@|%40/iv.test(path) || (hasCredentials && !/@|%40/iv.test(authority))) {
		// The password has a slash in it, or the path an `@`: nothing tells which.
		return '***';
	}

	return maskedHost(authority) + maskedPath(path);
}

/** What stands where a port should is part of a password, unless it is a number. */
function maskedHost(authority: string): string {
	const {user = '', host = ''} = /^(?<user>.*(?:@|%40))?(?<host>.*)$/isv.exec(authority)?.groups ?? {};
	const safe = host.replace(/(?<=^[^:\[\]]*:)(?!\d*[\]\)\}.,;:]*$).+$/sv, '***');
	return user === '' ? safe : `***@${safe}`;
}

function maskedPath(path: string): string {
	const {first = '', more = '', query = ''} = /^(?<first>[\/\\]?[^\/\\?#]*)(?<more>[^?#]*)(?<query>[?#]?).*$/sv.exec(path)?.groups ?? {};
	return first + (more.length > 1 ? '/…' : more) + (query === '' ? '' : `${query}…`);
}
