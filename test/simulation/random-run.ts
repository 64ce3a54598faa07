import {setImmediate} from 'node:timers/promises';
import {insideOf, isBalanced, lostOf} from '../../source/domain/ledger.js';
import type {DeadLetters} from '../../source/engine/ports/dead-letters.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import type {Report} from '../../source/contract/report.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {SyntheticSource} from '../../source/sources/synthetic/synthetic-source.js';
import {createVirtualEngine} from '../helpers/virtual-engine.js';
import {createPlan, type Plan} from './random-plan.js';
import {RandomSink, sequenceOf} from './random-sink.js';
import {TricklingSource} from './trickling-source.js';

/** An hour of virtual time: no run may take longer. */
const longest = 3_600_000;

/** Steps between two looks at what real promises have settled, of which there are a few: opening and closing. */
const stepsPerLook = 64;

export type RandomRun = {
	readonly plan: Plan;
	readonly report: Report;
	readonly received: ReadonlyMap<number, number>;
	readonly deadLettered: ReadonlySet<number>;

	/** Steps of the clock. */
	readonly steps: number;
};

/** What a run breaks of what every run has to keep. */
export class BrokenRun extends Error {
	override readonly name = 'BrokenRun';
}

class Recorder implements DeadLetters {
	readonly sequences = new Set<number>();

	get name(): string {
		return 'dead letters';
	}

	open(): void {
		this.sequences.clear();
	}

	keep(records: Iterable<Uint8Array>): void {
		for (const record of records) {
			this.sequences.add(sequenceOf(record));
		}
	}

	close(): void {
		// Nothing to close.
	}
}

function expect(holds: boolean, message: string): void {
	if (!holds) {
		throw new BrokenRun(message);
	}
}

/** Runs what a seed makes up on virtual time; throws a `BrokenRun` as soon as the ledger does not balance or the end is not as it has to be. */
export async function runSeed(seed: number, onSnapshot?: (snapshot: Snapshot) => void): Promise<RandomRun> {
	const random = createRandom(seed);
	const plan = createPlan(seed, random);
	const clock = new VirtualClock();
	const sink = new RandomSink(plan.character, clock, random);
	const source = plan.sourceRecords === undefined ? new SyntheticSource(clock) : new TricklingSource(plan.sourceRecords, clock, random);
	const deadLetters = new Recorder();
	const settings = {...plan.settings};
	const {engine} = createVirtualEngine({
		settings, clock, random, source, sink, deadLetters, sampleInterval: 250,
	});
	if (onSnapshot !== undefined) {
		engine.subscribe(onSnapshot);
	}

	const ended: {report?: Report} = {};
	void engine.stopped.then(report => {
		ended.report = report;
	});
	await engine.start();
	for (const {at, command} of plan.commands) {
		clock.setTimeout(() => {
			engine.send(command);
		}, at);
	}

	let steps = 0;
	let hasTicked = true;
	while (ended.report === undefined) {
		expect(clock.now() < longest, `not over after an hour: ${JSON.stringify(engine.ledger)}`);
		const hasStepped = clock.step();
		expect(hasStepped || hasTicked, `nothing left to happen, and not over: ${JSON.stringify(engine.ledger)}`);
		hasTicked = hasStepped;
		expect(isBalanced(engine.ledger), `unbalanced at ${clock.now()} ms by ${JSON.stringify(lostOf(engine.ledger))}: ${JSON.stringify(engine.ledger)}`);
		if (++steps % stepsPerLook === 0 || !hasStepped) {
			await setImmediate();
		}
	}

	const run = {
		plan, report: ended.report, received: sink.received, deadLettered: deadLetters.sequences, steps,
	};
	checkEnd(run, source);
	return run;
}

/** What must hold at the end of any run. */
function checkEnd({plan, report, received, deadLettered}: RandomRun, source: SyntheticSource | TricklingSource): void {
	const {ledger} = report;
	expect(report.lost === 0, `lost ${report.lost}`);
	expect(report.outcome === 'aborted' || insideOf(ledger).records === 0, `stopped with ${insideOf(ledger).records} records inside`);
	expect(plan.settings.count === undefined || report.accepted <= plan.settings.count, `accepted ${report.accepted} of ${plan.settings.count}`);
	if (source instanceof TricklingSource && plan.settings.count === undefined) {
		expect(report.accepted === source.made, `${source.made} came in, ${report.accepted} were accepted`);
	}

	let twice = 0;
	for (let sequence = 1; sequence <= report.accepted; sequence++) {
		const times = received.get(sequence) ?? 0;
		twice += Math.max(0, times - 1);
		expect(report.outcome === 'aborted' || times > 0 || deadLettered.has(sequence), `record ${sequence} never arrived`);
	}

	expect(received.size <= report.accepted, 'records arrived that were never accepted');
	expect(deadLettered.size === report.deadLettered, `${report.deadLettered} dead-lettered, ${deadLettered.size} kept`);
	expect(twice <= report.resent, `${twice} records arrived again, ${report.resent} were counted as resent`);
}
