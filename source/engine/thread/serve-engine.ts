import type {MessagePort} from 'node:worker_threads';
import type {Command} from '../../contract/command.js';
import type {Engine} from '../../contract/engine.js';
import {packError} from './errors.js';
import type {DownMessage, UpMessage} from './messages.js';

/** Serves an engine to the thread at the other end of a port. Commands that come while the engine is composed wait for it. */
export function serveEngine(composed: Promise<Engine>, port: MessagePort): void {
	const tell = (message: UpMessage): void => {
		port.postMessage(message);
	};

	const start = async (): Promise<void> => {
		try {
			const engine = await composed;
			engine.subscribe(snapshot => {
				tell({type: 'snapshot', snapshot});
			});
			await engine.start();
			tell({type: 'started'});
		} catch (error) {
			tell({type: 'refused', error: packError(error)});
		}
	};

	const reportEnd = async (): Promise<void> => {
		try {
			const {stopped} = await composed;
			tell({type: 'stopped', report: await stopped});
		} catch (error) {
			tell({type: 'broken', error: packError(error)});
		}
	};

	const send = async (command: Command): Promise<void> => {
		try {
			const engine = await composed;
			engine.send(command);
		} catch {
			// `start` and `reportEnd` tell of it.
		}
	};

	port.on('message', (message: DownMessage) => {
		if (message.type === 'start') {
			void start();
		} else {
			void send(message.command);
		}
	});
	void reportEnd();
}
