import type {EventEmitter} from 'node:events';
import process from 'node:process';

/**
Runs a function, and lets nothing in it listen to a signal.

A library that listens to a signal changes what it does to the program, even if it only passes it on: Node ignores SIGXFSZ, so that a file that reaches its limit is an error of a write, but once a listener is removed the signal ends the program. Libraries for exit handlers pass over signals that they can't listen to.
*/
export function withUntouchedSignals<Value>(run: () => Value): Value {
	const refuse = (event: string | symbol) => {
		if (typeof event === 'string' && /^SIG[A-Z\d]+$/v.test(event)) {
			throw new Error(`${event} is not listened to here`);
		}
	};

	// Before the listener by which Node begins to listen to a signal.
	const events: EventEmitter = process;
	events.prependListener('newListener', refuse);
	try {
		return run();
	} finally {
		events.off('newListener', refuse);
	}
}
