import {STATUS_CODES} from 'node:http';
import type {SinkFailure} from '../../domain/sink-failure.js';
import {describeError, errorCode} from '../../text/system-error.js';

const mostWords = 120;

/** What a receiver answered. */
export type HttpAnswer = {
	readonly status: number;
	readonly retryAfter: string | undefined;

	/** The receiver's own time. */
	readonly date: string | undefined;

	/** Whether the system has taken the request to its end for sending. */
	readonly isWhole: boolean;

	/** Without its query, which may be secret. */
	readonly location: string | undefined;

	/** The start of the answer's body. */
	readonly body: string;
};

/**
What an HTTP answer says of a batch of so many records; `undefined` where it confirms it. `now` is in milliseconds since the epoch.

A receiver that says 408, 429 or 503 has said that it did not take the batch. After any other 5xx it may have: a gateway that gave up, or a handler that broke halfway.
*/
export function failureOf(name: string, answer: HttpAnswer, records: number, now: number): SinkFailure | undefined {
	const {status, isWhole} = answer;
	if (isConfirmation(status)) {
		return isWhole ? undefined : {kind: 'retry', message: `${name} answered ${status} before it had the whole batch`, outcomeUnknown: true};
	}

	const words = firstWords(answer.body);
	const topic = `${name} answered ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
	const said = topic + (words === '' ? '' : `: ${words}`);
	if (status === 408 || status === 429 || status >= 500) {
		const retryAfter = waitOf(answer, now);
		return {
			kind: 'retry',
			message: said,
			topic,
			outcomeUnknown: status > 499 && status !== 503,
			...(retryAfter !== undefined && {retryAfter}),
		};
	}

	if (status === 400 || status === 413 || status === 422) {
		return {
			kind: 'refused', message: said, topic, isDivisible: true, outcomeUnknown: mayHaveKeptSome(status, records),
		};
	}

	// Any other answer is no fault of these records, so nothing is given up for it.
	return {
		kind: 'denied', message: said + adviceOn(answer), topic, outcomeUnknown: false,
	};
}

export function isConfirmation(status: number): boolean {
	return status >= 200 && status < 300;
}

/** A receiver that refuses a batch for one record may have kept the others: Loki does, VictoriaLogs keeps those before it. Of a request that is too large none is kept. */
function mayHaveKeptSome(status: number, records: number): boolean {
	return status !== 413 && records > 1;
}

/** What a request that got no answer says of its batch. `isSent`: whether a byte of it may have left. */
export function failureWithoutAnswer(name: string, error: unknown, isSent: boolean): SinkFailure {
	const code = errorCode(error) ?? '';
	if (/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/v.test(code)) {
		return {kind: 'denied', message: `${name}: its certificate can't be trusted (${code})`, outcomeUnknown: false};
	}

	return {kind: 'retry', message: `${name}: ${explain(code, error)}`, outcomeUnknown: isSent};
}

function explain(code: string, error: unknown): string {
	switch (code) {
		case 'ECONNREFUSED': {
			return 'connection refused: is the receiver running? (ECONNREFUSED)';
		}

		case 'ENOTFOUND':
		case 'EAI_AGAIN': {
			return `its host name can't be resolved (${code})`;
		}

		case 'ECONNRESET':
		case 'EPIPE': {
			return 'it closed the connection before it answered';
		}

		default: {
			return explainForeign(code, error);
		}
	}
}

function explainForeign(code: string, error: unknown): string {
	if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
		return `it does not speak TLS, or not ours (${code})`;
	}

	return code.startsWith('HPE_') ? 'it does not answer in HTTP' : firstWords(describeError(error));
}

function adviceOn({status, location}: HttpAnswer): string {
	if (status >= 300 && status < 400) {
		return location === undefined ? '' : ` (Location: ${firstWords(location)}; redirects are not followed, name that address as the sink)`;
	}

	switch (status) {
		case 401:
		case 403: {
			return ' (check the user and the password in the address)';
		}

		case 404:
		case 405: {
			return ' (check the path in the address)';
		}

		case 415: {
			return ' (check --content-type)';
		}

		default: {
			return '';
		}
	}
}

/** An address without what may be secret in it. */
export function withoutQuery(location: string): string {
	const query = location.search(/[?#]/v);
	return query === -1 ? location : location.slice(0, query);
}

/** `Retry-After` in milliseconds: it is a number of seconds, or a date by the receiver's own clock. */
function waitOf({retryAfter, date = ''}: HttpAnswer, now: number): number | undefined {
	const text = retryAfter?.trim();
	if (text === undefined || text === '') {
		return undefined;
	}

	const theirNow = Date.parse(date);
	const wait = /^\d+$/v.test(text) ? Number(text) * 1000 : Date.parse(text) - (Number.isNaN(theirNow) ? now : theirNow);
	return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}

/** Foreign text for a line on the screen: short, and nothing in it that moves a cursor. */
function firstWords(text: string): string {
	const line = text.replaceAll(/[\p{C}\s]+/gv, ' ').trim();
	return line.length > mostWords ? `${line.slice(0, mostWords)}…` : line;
}
