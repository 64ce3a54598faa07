import {
	isMachineSnapshot, type ActorLogic, type AnyActorRef, type EventObject, type Snapshot,
} from 'xstate';
import type {World} from './machine-replay.js';

type PuppetEvent = EventObject | {readonly type: 'puppet.end'; readonly output: unknown} | {readonly type: 'puppet.fail'; readonly error: unknown};

/** A child that notes in its world what it is told, and ends when the test says so. It stands in for any actor. */
export function puppet(world: World): ActorLogic<Snapshot<unknown>, PuppetEvent> {
	return {
		getInitialSnapshot: () => ({status: 'active', output: undefined, error: undefined}),
		start(_, {id}) {
			world.calls.push(`${id} starts`);
		},
		transition(snapshot, event, {id}) {
			if ('output' in event) {
				return {status: 'done', output: event.output, error: undefined};
			}

			if ('error' in event) {
				return {status: 'error', output: undefined, error: event.error};
			}

			if (event.type !== 'xstate.stop') {
				world.calls.push(`${id} ← ${event.type}`);
			}

			return snapshot;
		},
		getPersistedSnapshot: snapshot => snapshot,
	};
}

type End = {readonly type: string; readonly output?: unknown; readonly error?: unknown};

function childOf({children}: {readonly children: Readonly<Record<string, AnyActorRef | undefined>>}, id: string): AnyActorRef | undefined {
	return children[id];
}

/** Ends the puppet that an event tells the end of: `xstate.done.actor.<id>` or `xstate.error.actor.<id>`. */
export function endPuppet(parent: AnyActorRef, {type, output, error}: End): void {
	const id = type.split('.').slice(3).join('.');
	const snapshot: unknown = parent.getSnapshot();
	const child = isMachineSnapshot(snapshot) ? childOf(snapshot, id) : undefined;
	if (child === undefined) {
		throw new Error(`expected a child named ${id}, got ${type}`);
	}

	child.send(type.startsWith('xstate.done.') ? {type: 'puppet.end', output} : {type: 'puppet.fail', error});
}
