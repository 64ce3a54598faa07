import test from 'ava';
import fc from 'fast-check';
import {schema} from '../../source/cli/schema.js';
import type {Snapshot, WorkerSnapshot, WorkerState} from '../../source/contract/snapshot.js';
import {initialState, receive} from '../../source/tui/state/screen-state.js';
import {snapshotWith, workerWith} from '../helpers/snapshots.js';
import {openDrawing} from '../helpers/stage.js';

/** A figure of any size that a pipeline can have. */
const figure = fc.oneof(fc.nat({max: 20}), fc.nat({max: 20_000}), fc.nat({max: 60_000_000}));
const share = fc.double({min: 0, max: 1, noNaN: true});
const time = fc.option(fc.double({min: 0.01, max: 90_000, noNaN: true}).map(p50 => ({
	count: 10, p50, p99: p50 * 2, p999: p50 * 3,
})), {nil: undefined});

const states: readonly WorkerState[] = ['idle', 'filling', 'flushing', 'backingOff', 'paused', 'draining'];

const worker: fc.Arbitrary<Omit<WorkerSnapshot, 'id'>> = fc.record({
	state: fc.constantFrom(...states), held: figure, fill: share, rate: figure, delivered: figure, flushes: figure, flushTime: time, retries: figure, failures: figure, attempts: fc.nat({max: 9}),
});

const snapshot: fc.Arbitrary<Partial<Snapshot>> = fc.record({
	rates: fc.record({produced: figure, processed: figure}),
	workers: fc.array(worker, {minLength: 3, maxLength: 3}).map(workers => workers.map((parts, index) => workerWith({...parts, id: index + 1}))),
	queue: fc.record({depth: fc.nat({max: 1500}), usage: share}).map(parts => ({
		name: 'memory', capacity: 1500, bytes: 0, byteCapacity: 67_108_864, ...parts,
	})),
	flushTime: time,
	endToEnd: time,
	retries: figure,
	failures: figure,
});

const figures = ['rate/s', 'p50 ms', 'p99 ms', 'retries', 'failed', 'delivered'];

/** Where labels and headings stand. */
function placesOf(rows: readonly string[]): string {
	const title = [' in ', ' out ', ' queue ', ' workers ', ' unaccounted '].map(label => rows[0]?.indexOf(label));
	const flow = ['produced', 'processed', 'queue', 'backpressure', 'workers', 'sink'].map(label => rows.map(row => row.indexOf(`││ ${label}`)).filter(column => column >= 0));
	return JSON.stringify([title, flow, headingOf(rows)]);
}

function headingOf(rows: readonly string[]): string {
	return rows.find(row => row.includes('worker↑')) ?? '';
}

/** The rows of the table in which a figure does not end below its heading. */
function strayFigures(rows: readonly string[]): readonly string[] {
	const heading = headingOf(rows);
	const ends = figures.filter(word => heading.includes(word)).map(word => heading.indexOf(word) + word.length);
	const first = rows.indexOf(heading) + 1;
	return rows.slice(first, first + 3).filter(row => ends.some(end => !/^\S (?: |│)/v.test(row.slice(end - 1))));
}

const drawing = openDrawing();
test.after(() => {
	drawing.close();
});

for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
	test.serial(`at ${columns}×${rows} no column moves, whatever the figures are`, t => {
		const places = new Set<string>();
		fc.assert(fc.property(fc.array(snapshot, {minLength: 2, maxLength: 6}), snapshots => {
			let state = initialState(schema, {columns, rows}, 0);
			for (const [index, parts] of snapshots.entries()) {
				const now = (index + 1) * 1000;
				state = receive(state, snapshotWith({...parts, elapsed: now}), now);
				const frame = drawing.draw(state);
				places.add(placesOf(frame));
				if (strayFigures(frame).length > 0) {
					throw new Error(frame.join('\n'));
				}
			}
		}), {numRuns: 30, seed: 1});
		t.is(places.size, 1, `it stands in these places:\n${[...places].join('\n')}`);
	});
}
