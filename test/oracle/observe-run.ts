import type {Command} from '../../source/contract/command.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {diagnose, noDiagnosis, type Diagnosis} from '../../source/diagnosis/diagnosis.js';
import type {Limit, Verdict} from '../../source/diagnosis/verdict.js';
import {createRandom} from '../../source/engine/seeded-random.js';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {createDice} from '../helpers/dice.js';
import {settingsWith} from '../helpers/settings.js';
import {createVirtualEngine} from '../helpers/virtual-engine.js';
import {FlowingSource} from './flowing-source.js';
import {Receiver} from './receiver.js';
import type {Run, Scenario} from './scenario.js';

/** What was said at a moment, and what was so. */
export type Moment = {
	readonly at: number;
	readonly verdict: Verdict;
	readonly truth: readonly Limit[];
	readonly snapshot: Snapshot;
};

export type Extra = {readonly at: number; readonly commands: readonly Command[]};

function drawn({draw}: Scenario, seed: number): Run {
	return draw(createDice(createRandom(seed * 7919)));
}

/** Plays a scenario on virtual time, with the commands of an advice at its moment if there is one. */
export async function observeRun(scenario: Scenario, seed: number, extra?: Extra): Promise<readonly Moment[]> {
	const run = drawn(scenario, seed);
	const clock = new VirtualClock();
	const random = createRandom(seed);
	const {source, utilisation} = run;
	const settings = settingsWith({...run.settings, ...source !== undefined && {rate: 'max'}});
	const {engine} = createVirtualEngine({
		settings,
		clock,
		random,
		sink: new Receiver(() => run.receiver(clock.now()), run.window ?? 1, clock, random),
		...source !== undefined && {source: new FlowingSource(() => source(clock.now()), clock, run.recordBytes)},
		...utilisation !== undefined && {utilisation: () => utilisation(clock.now())},
	});
	const moments: Moment[] = [];
	let diagnosis: Diagnosis = noDiagnosis;
	engine.subscribe(snapshot => {
		diagnosis = diagnose(diagnosis, snapshot);
		moments.push({
			at: snapshot.elapsed, verdict: diagnosis.verdict, truth: run.truth(snapshot.elapsed, snapshot), snapshot,
		});
	});
	await engine.start();
	const planned = [...(run.commands ?? []), ...(extra?.commands ?? []).map(command => ({at: extra?.at ?? 0, command}))];
	for (const {at, command} of planned) {
		clock.setTimeout(() => {
			engine.send(command);
		}, at);
	}

	clock.advance(run.length);
	return moments;
}
