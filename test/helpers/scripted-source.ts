import {firstOf, sliceRecords, type Slice} from '../../source/domain/chunk.js';
import type {Source, SourceEvents} from '../../source/engine/ports/source.js';
import {createNumberedChunks} from './numbered-chunks.js';

export type ScriptedSource = Source & {
	/** How often it was read. */
	readonly reads: number;

	/** Puts so many records where they can be read. */
	feed(records: number): void;

	/** Has each read refuse so many records on its way. */
	refuse(records: number): void;
	end(): void;
};

/** A real source, as far as a test wants it to be one: numbered records of 8 bytes. */
export function createScriptedSource(onRefused: () => void = () => undefined): ScriptedSource {
	const chunks = createNumberedChunks();
	let slices: Slice[] = [];
	let isEnding = false;
	let refusing = 0;
	let reads = 0;
	let events: SourceEvents | undefined;
	return {
		name: 'scripted',
		isGenerated: false,
		get isEnded() {
			return isEnding && slices.length === 0;
		},
		get reads() {
			return reads;
		},
		feed(records) {
			slices.push(chunks.fixed(records));
			events?.onReady();
		},
		refuse(records) {
			refusing = records;
		},
		end() {
			isEnding = true;
			events?.onReady();
		},
		async open(given) {
			events = given;
		},
		read(max) {
			reads++;
			for (let index = 0; index < refusing; index++) {
				onRefused();
			}

			const [slice, ...rest] = slices;
			if (slice === undefined || max < 1) {
				return undefined;
			}

			const first = firstOf(slice, max);
			slices = sliceRecords(first) === sliceRecords(slice) ? rest : [{...slice, from: first.to}, ...rest];
			return first;
		},
		stop() {
			isEnding = true;
		},
		async close() {
			isEnding = true;
		},
	};
}
