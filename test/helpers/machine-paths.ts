import {
	getNextTransitions, type AnyMachineSnapshot, type AnyStateMachine, type EventObject,
} from 'xstate';
import {adjacencyMapToArray, getAdjacencyMap, getShortestPaths} from 'xstate/graph';

/** What the guards of the data plane answer during a step, by name: always the same, or one answer for each time that it is asked. */
export type Facts = Readonly<Record<string, boolean | readonly boolean[]>>;

/** Something that happens to a machine, and how the world around it is then. */
export type Happening = EventObject & {readonly facts: Facts};

export type PathStep = {
	readonly event: Happening;

	/** The state value that the step leads to, as JSON. */
	readonly value: string;
};

/** Happenings from the start to a state, and one more from there. */
export type Path = readonly PathStep[];

export type Model<Context = unknown> = {
	/** The real definition, without the data plane. */
	readonly machine: AnyStateMachine;
	readonly input?: unknown;

	/** The guards that the data plane provides. */
	readonly guards: readonly string[];

	/** The worlds that each event is tried in. */
	readonly worlds: readonly Facts[];

	/** Events for a descriptor; without it, the type alone. */
	readonly eventsFor?: (descriptor: string, context: Context) => readonly EventObject[];

	/** What tells states with the same value apart; it must be bounded. */
	readonly keyOf?: (context: Context) => string;
};

/** Answers the guards of the data plane from facts; a list is read on with each question about the same event. */
export class Answers {
	readonly #asked = new WeakMap<Facts, Map<string, number>>();

	answer(facts: Facts | undefined, guard: string): boolean {
		const fact = facts?.[guard] ?? false;
		if (facts === undefined || typeof fact === 'boolean') {
			return fact === true;
		}

		const counts = this.#asked.get(facts) ?? new Map<string, number>();
		this.#asked.set(facts, counts);
		const count = counts.get(guard) ?? 0;
		counts.set(guard, count + 1);
		return fact[Math.min(count, fact.length - 1)] ?? false;
	}
}

function isHappening(event: unknown): event is Happening {
	return typeof event === 'object' && event !== null && 'facts' in event;
}

function toHappening(event: unknown): Happening {
	if (!isHappening(event)) {
		throw new Error(`expected an event with facts, got ${JSON.stringify(event)}`);
	}

	return event;
}

/** What a machine knows: typed by the model. */
function contextOf<Context>({context}: {readonly context: Context}): Context {
	return context;
}

/** Everything that can happen to a machine in a state, delays and actors included; what is sent from outside comes in every state, expected there or not. */
function happeningsIn<Context>(model: Model<Context>, snapshot: AnyMachineSnapshot): Happening[] {
	if (snapshot.status !== 'active') {
		return [];
	}

	const expected = getNextTransitions(snapshot).map(transition => String(transition.eventType)).filter(type => type !== '');
	const fromOutside = model.machine.events.map(String).filter(type => !type.startsWith('xstate.'));
	const descriptors = new Set([...expected, ...fromOutside]);
	const events = [...descriptors].flatMap(type => model.eventsFor?.(type, contextOf<Context>(snapshot)) ?? [{type}]);
	return events.flatMap(event => model.worlds.map(world => ({...event, facts: {...world}})));
}

/** The shortest path to every state of a machine, each followed by everything that can happen there: computed from the definition. */
export function pathsOf<Context>(model: Model<Context>): Path[] {
	const answers = new Answers();
	const machine = model.machine.provide({
		guards: Object.fromEntries(model.guards.map(guard => [guard, ({event}: {readonly event: EventObject}) => answers.answer(isHappening(event) ? event.facts : undefined, guard)])),
	});
	const keyOf = (snapshot: AnyMachineSnapshot) => `${JSON.stringify(snapshot.value)} ${model.keyOf?.(contextOf<Context>(snapshot)) ?? ''}`;
	const options = {
		events: (snapshot: AnyMachineSnapshot) => happeningsIn(model, snapshot),
		serializeState: keyOf,
		input: model.input,
		limit: 50_000,
	};
	const ways = new Map<string, Path>();
	for (const {state, steps} of getShortestPaths(machine, options)) {
		// The first step is the start itself.
		ways.set(keyOf(state), steps.slice(1).map(step => ({event: toHappening(step.event), value: JSON.stringify(step.state.value)})));
	}

	return adjacencyMapToArray(getAdjacencyMap(machine, options)).map(({state, event, nextState}) => [
		...ways.get(keyOf(state)) ?? [],
		{event: toHappening(event), value: JSON.stringify(nextState.value)},
	]);
}
