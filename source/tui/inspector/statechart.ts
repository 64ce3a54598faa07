import type {MachineDefinition, StateDefinition} from '../../contract/inspection.js';
import {cut, firstThatFits, left} from '../../text/columns.js';
import {span, type Row} from '../theme/theme.js';

/** Columns of the states' names, where transitions stand beside them. */
const treeWidth = 20;

/** From here on there is room for transitions. */
const wideEnough = 60;

/** A statechart as a tree, a state a line, with the live states lit; where there is room, with the way out of each. */
export function statechartRows({states}: MachineDefinition, live: readonly string[], width: number): readonly Row[] {
	const isLive = new Set(live);
	const all = states.filter(({path}) => path !== '');
	return all.map((state, index) => {
		const isLit = isLive.has(state.path);
		const name = `${branches(all, index)}${isLit ? '●' : '○'} ${nameOf(state.path)}${state.kind === 'parallel' ? ': all of' : ''}`;
		const exits = width < wideEnough ? '' : firstThatFits(exitsOf(state), width - treeWidth);
		return width < wideEnough
			? [span(cut(name, width), isLit ? 'accent' : 'faint')]
			: [span(left(name, treeWidth), isLit ? 'accent' : 'faint'), span(exits, isLit ? 'plain' : 'faint')];
	});
}

/** What joins a state to the one that it is in. */
function branches(states: readonly StateDefinition[], index: number): string {
	const path = states[index]?.path.split('.') ?? [];
	return path.slice(1).map((_, depth) => {
		const isOwn = depth === path.length - 2;
		const hasMore = followsWithin(states, index, path.slice(0, depth + 1), depth + 2);
		return isOwn ? (hasMore ? '├ ' : '└ ') : (hasMore ? '│ ' : '  ');
	}).join('');
}

/** Whether a further state of some depth follows in the same parent. */
function followsWithin(states: readonly StateDefinition[], index: number, parent: readonly string[], depth: number): boolean {
	const start = `${parent.join('.')}.`;
	return states.slice(index + 1).some(({path}) => path.startsWith(start) && path.split('.').length === depth);
}

/** The ways out of a state by where they lead: `→ flushing queue.ready, after linger`. All of them, and for less room fewer and fewer. */
function exitsOf({path, transitions}: StateDefinition): readonly string[] {
	const events = new Map<string, Set<string>>();
	for (const {event, target} of transitions) {
		if (target !== undefined) {
			events.set(target, (events.get(target) ?? new Set()).add(event === '' ? 'always' : event));
		}
	}

	const exits = [...events].map(([target, causes]) => `→ ${nearName(path, target)} ${[...causes].join(', ')}`);
	return exits.map((_, missing) => [...exits.slice(0, exits.length - missing), ...missing === 0 ? [] : ['…']].join('  '));
}

/** A target by its own name where it has the same parent or is inside, else by its path. */
export function nearName(path: string, target: string): string {
	const parent = path.split('.').slice(0, -1).join('.');
	const isNear = target.startsWith(`${path}.`) || target.split('.').slice(0, -1).join('.') === parent;
	return isNear ? nameOf(target) : target;
}

/** A state's own name. */
export function nameOf(path: string): string {
	return path.split('.').at(-1) ?? path;
}
