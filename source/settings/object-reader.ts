import {UsageError} from '../domain/errors.js';
import {didYouMean} from './values/nearest.js';
import {quote} from './values/parse-result.js';

/** What a member of an object may be. */
export type Shape<Value> = {
	/** Reads well behind "expected". */
	readonly expected: string;

	/** The value, or nothing where it is none. */
	readonly read: (value: unknown) => Value | undefined;
};

/** A number between two others, both included. */
export function numberFrom(min: number, max: number): Shape<number> {
	return {
		expected: `a number from ${min} to ${max}`,
		read: value => typeof value === 'number' && value >= min && value <= max ? value : undefined,
	};
}

export const numberAboveZero: Shape<number> = {
	expected: 'a number above 0',
	read: value => typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined,
};

export function wholeFrom(min: number): Shape<number> {
	return {
		expected: `a whole number from ${min}`,
		read: value => typeof value === 'number' && Number.isSafeInteger(value) && value >= min ? value : undefined,
	};
}

export function wordOf<Word extends string>(words: readonly Word[]): Shape<Word> {
	return {
		expected: words.map(word => JSON.stringify(word)).join(' or '),
		read: value => words.find(word => word === value),
	};
}

/** Something from outside in a message. */
export function came(value: unknown): string {
	return value === undefined ? 'nothing' : (typeof value === 'string' ? quote(value) : cutJson(value));
}

/** The members of an object from outside. After all known members were read, `end` refuses those that are left. */
export class ObjectReader {
	readonly #where: string;
	readonly #members: ReadonlyMap<string, unknown>;
	readonly #known = new Set<string>();

	/** Throws a `UsageError` for what is no object. `where` begins each message. */
	constructor(value: unknown, where: string) {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw new UsageError(`${where}: expected an object, got ${came(value)}`);
		}

		this.#where = where;
		this.#members = new Map(Object.entries(value));
	}

	get where(): string {
		return this.#where;
	}

	has(name: string): boolean {
		return this.#members.has(name);
	}

	/** Throws a `UsageError` where the member is missing or of another shape. */
	get<Value>(name: string, {expected, read}: Shape<Value>): Value {
		const value = this.any(name);
		const found = read(value);
		if (found === undefined) {
			throw new UsageError(`${this.#where}: ${name}: expected ${expected}, got ${came(value)}`);
		}

		return found;
	}

	/** A member of whatever shape. */
	any(name: string): unknown {
		this.#known.add(name);
		return this.#members.get(name);
	}

	/** The members of a member. */
	inner(name: string): ObjectReader {
		return new ObjectReader(this.any(name), `${this.#where}: ${name}`);
	}

	/** Throws a `UsageError` for a member that was not read. */
	end(): void {
		for (const name of this.#members.keys()) {
			if (!this.#known.has(name)) {
				throw new UsageError(`${this.#where}: unknown member ${quote(name)}`, didYouMean(name, [...this.#known], `there may be ${[...this.#known].join(', ')}`));
			}
		}
	}
}

function cutJson(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
