import type {MachineDefinition, StateDefinition, TransitionDefinition} from '../source/contract/inspection.js';

type Edge = {readonly from: string; readonly to: string; readonly label: string};

/** Where an arrow or a state is drawn: the path of a state, empty for the machine itself. */
type Place = string;

const parentOf = (path: string): Place => path.slice(0, Math.max(0, path.lastIndexOf('.')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const idOf = (path: string): string => path.replaceAll('.', '_');
const isWithin = (path: string, place: Place): boolean => place === '' ? path !== '' : path.startsWith(`${place}.`);

/** A box for "any state within": Mermaid can't draw an arrow from a state to one within it. */
const anyOf = (place: Place): string => place === '' ? 'any_state' : `${idOf(place)}_any_state`;

/** How a transition reads: `event [guard] / actions`. */
function labelOf({event, guard, actions}: TransitionDefinition): string {
	return [
		event,
		guard === undefined ? '' : `[${guard}]`,
		actions.length === 0 ? '' : `/ ${actions.join(', ')}`,
	].filter(part => part !== '').join(' ');
}

/** Whether a transition of a state with children is drawn from within it: the target lies within it, or the state is not left. */
function leavesFromWithin(state: StateDefinition, {target}: TransitionDefinition): boolean {
	return state.kind !== 'atomic' && (target === undefined || target.split(', ').some(path => isWithin(path, state.path)));
}

/** The innermost state that contains both states: an arrow between them is drawn there. */
function placeOf(from: string, to: string): Place {
	let place = parentOf(from);
	while (place !== '' && !isWithin(to, place)) {
		place = parentOf(place);
	}

	return place;
}

class Diagram {
	readonly #definition: MachineDefinition;
	readonly #edges = new Map<Place, Edge[]>();
	readonly #notes = new Map<string, string[]>();

	constructor(definition: MachineDefinition) {
		this.#definition = definition;
		for (const state of definition.states) {
			for (const transition of state.transitions) {
				this.#add(state, transition);
			}
		}
	}

	toString(): string {
		return ['stateDiagram-v2', ...this.#drawInside('').map(line => `\t${line}`), ''].join('\n');
	}

	#add(state: StateDefinition, transition: TransitionDefinition): void {
		const isFromWithin = leavesFromWithin(state, transition);
		const from = isFromWithin ? anyOf(state.path) : idOf(state.path);
		if (transition.target === undefined) {
			this.#notes.set(from, [...this.#notes.get(from) ?? [], labelOf(transition)]);
			return;
		}

		for (const path of transition.target.split(', ')) {
			const target = isWithin(state.path, path) ? this.#initialOf(path) : path;
			const place = isFromWithin ? state.path : placeOf(state.path, target);
			this.#edges.set(place, [...this.#edges.get(place) ?? [], {from, to: idOf(target), label: labelOf(transition)}]);
		}
	}

	/** The innermost state that is entered with a state: Mermaid can't draw an arrow from within a state to its border. */
	#initialOf(path: string): string {
		const initial = this.#definition.states.find(state => state.path === path)?.initial;
		return initial === undefined ? path : this.#initialOf(`${path}.${initial}`);
	}

	/** The lines within a state: its initial state, its states, and the arrows between them. */
	#drawInside(place: Place): string[] {
		const children = this.#definition.states.filter(({path}) => path !== '' && parentOf(path) === place);
		const self = this.#definition.states.find(({path}) => path === place);
		const initial = self?.initial === undefined ? [] : [`[*] --> ${idOf(place === '' ? self.initial : `${place}.${self.initial}`)}`];
		const regions = children.map(child => this.#drawState(child));
		const states = self?.kind === 'parallel' ? regions.flatMap((lines, index) => index === 0 ? lines : ['--', ...lines]) : regions.flat();
		const finals = children.filter(({kind}) => kind === 'final').map(({path}) => `${idOf(path)} --> [*]`);
		return [...initial, ...states, ...this.#drawAny(place), ...this.#drawEdges(place), ...finals];
	}

	#drawState({path, kind}: StateDefinition): string[] {
		const head = `state "${nameOf(path)}" as ${idOf(path)}`;
		return kind === 'compound' || kind === 'parallel'
			? [`${head} {`, ...this.#drawInside(path).map(line => `\t${line}`), '}']
			: [head, ...this.#drawNotes(idOf(path))];
	}

	#drawAny(place: Place): string[] {
		const id = anyOf(place);
		const isUsed = this.#notes.has(id) || this.#edges.get(place)?.some(({from}) => from === id);
		return isUsed ? [`state "in any state" as ${id}`, ...this.#drawNotes(id)] : [];
	}

	#drawNotes(id: string): string[] {
		return this.#notes.get(id)?.map(note => `${id} : ${note}`) ?? [];
	}

	/** One arrow from a state to another, with a line for each transition. */
	#drawEdges(place: Place): string[] {
		const labels = new Map<string, string[]>();
		for (const {from, to, label} of this.#edges.get(place) ?? []) {
			const arrow = `${from} --> ${to}`;
			labels.set(arrow, [...labels.get(arrow) ?? [], label]);
		}

		return [...labels].map(([arrow, lines]) => {
			const label = lines.filter(line => line !== '').join('<br/>');
			return label === '' ? arrow : `${arrow} : ${label}`;
		});
	}
}

/** A machine's definition as a Mermaid state diagram: nested and parallel states, each transition as `event [guard] / actions`. A transition that does not leave its state is a line in that state. */
export function diagramOf(definition: MachineDefinition): string {
	return new Diagram(definition).toString();
}
