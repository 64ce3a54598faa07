import {createActor, type AnyStateMachine, type AnyActorRef} from 'xstate';
import {VirtualClock} from '../../source/simulation/virtual-clock.js';
import {Coverage, definitionOf, difference} from './machine-coverage.js';
import {
	Answers, pathsOf, type Facts, type Happening, type Model, type Path,
} from './machine-paths.js';

/** Milliseconds that each step of a path takes. */
const stepTime = 10;

/** The delay of a timer that a path never waits for, in milliseconds. */
const never = 1_000_000;

/** What a parameter of an action is about, in a word; nothing where that is the event itself. */
function detailOf(parameter: unknown): string {
	if (typeof parameter !== 'object' || parameter === null) {
		return String(parameter);
	}

	const detail = ['message', 'kind', 'name'].find(key => key in parameter);
	return detail === undefined ? '' : String(Reflect.get(parameter, detail));
}

/** The world around a machine: answers its guards, notes its actions, and sets its delays so that each timer goes off at its step. */
export class World {
	/** What the machine has done in this step, in order: the data plane's actions, with what else a test notes. */
	calls: string[] = [];
	facts: Facts = {};
	readonly #answers = new Answers();
	readonly #path: Path;
	#step = -1;

	constructor(path: Path = []) {
		this.#path = path;
	}

	begin(step: number, facts: Facts): void {
		this.#step = step;
		this.facts = {...facts};
		this.calls = [];
	}

	actions(names: readonly string[]): Record<string, (_: unknown, parameters: unknown) => void> {
		return this.#each(names, name => (_, parameters) => {
			const details = Object.values(parameters ?? {}).map(value => detailOf(value));
			this.calls.push([name, ...details].join(' ').trimEnd());
		});
	}

	guards(names: readonly string[]): Record<string, () => boolean> {
		return this.#each(names, name => () => this.#answers.answer(this.facts, name));
	}

	delays(names: readonly string[]): Record<string, () => number> {
		return this.#each(names, name => () => {
			const index = this.#path.findIndex(({event}, index) => index > this.#step && event.type.startsWith(`xstate.after.${name}.`));
			return index === -1 ? never : (index - this.#step) * stepTime;
		});
	}

	#each<Value>(names: readonly string[], valueOf: (name: string) => Value): Record<string, Value> {
		return Object.fromEntries(names.map(name => [name, valueOf(name)]));
	}
}

export type ReplayedStep = {
	readonly event: Happening;

	/** State values as JSON. */
	readonly from: string;
	readonly to: string;
	readonly calls: readonly string[];
};

export type Replay = {
	/** Gives the machine the world's fakes. */
	readonly provide: (world: World) => AnyStateMachine;
	readonly input?: unknown;

	/** Lets a child end as the path says; without it there are none. */
	readonly settle?: (actor: AnyActorRef, event: Happening) => void;
	readonly coverage?: Coverage;
};

export type Walk = {
	readonly runs: ReadonlyArray<readonly ReplayedStep[]>;

	/** States and transitions of the definition that no run went through, and the other way round. */
	readonly states: ReturnType<typeof difference>;
	readonly transitions: ReturnType<typeof difference>;
};

/** What `states` and `transitions` of a walk are once it has gone everywhere. */
export const everywhere = {notCovered: [], unknown: []};

/** Takes a running actor along a path, one step at a time, with a clock that is turned. The first step is the start. Throws where the actor comes to another state than the definition says. */
export function replay({provide, input, settle, coverage = new Coverage()}: Replay, path: Path): ReplayedStep[] {
	const world = new World(path);
	const clock = new VirtualClock();
	const actor = createActor(provide(world), {clock, input, inspect: coverage.watch()});
	const valueOf = () => JSON.stringify(actor.getSnapshot().value);
	actor.start();
	const steps: ReplayedStep[] = [{
		event: {type: 'xstate.init', facts: {}}, from: '', to: valueOf(), calls: world.calls,
	}];
	for (const [index, {event, value}] of path.entries()) {
		const from = valueOf();
		world.begin(index, event.facts);
		clock.advance(stepTime);
		if (/^xstate\.(?:done|error)\./v.test(event.type)) {
			settle?.(actor, event);
		} else if (!event.type.startsWith('xstate.after.')) {
			actor.send(event);
		}

		steps.push({
			event, from, to: valueOf(), calls: world.calls,
		});
		if (valueOf() !== value) {
			throw new Error(`expected ${value} after ${path.slice(0, index + 1).map(({event: {type}}) => type).join(', ')}, got ${valueOf()}`);
		}
	}

	actor.stop();
	return steps;
}

/** Replays all paths of a model. */
export function walk<Context>(model: Model<Context>, how: Omit<Replay, 'coverage' | 'input'>): Walk {
	const coverage = new Coverage();
	const runs = pathsOf(model).map(path => replay({...how, input: model.input, coverage}, path));
	const {states, transitions} = definitionOf(model.machine.id);
	return {runs, states: difference(states, coverage.states), transitions: difference(transitions, coverage.transitions)};
}
