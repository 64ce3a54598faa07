import type {
	ActorLogic, AnyActorRef, AnyEventObject, EventObject, Snapshot,
} from 'xstate';
import type {Happening} from './machine-paths.js';
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

/** Ends the puppet that an event tells the end of: `xstate.done.actor.<id>` or `xstate.error.actor.<id>`. */
export function endPuppet(parent: AnyActorRef, event: AnyEventObject | Happening): void {
	const id = event.type.split('.').slice(3).join('.');
	const child: AnyActorRef = parent.getSnapshot().children[id];
	child.send(event.type.startsWith('xstate.done.') ? {type: 'puppet.end', output: 'output' in event ? event.output : undefined} : {type: 'puppet.fail', error: 'error' in event ? event.error : undefined});
}
