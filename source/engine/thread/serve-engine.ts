import type {MessagePort} from 'node:worker_threads';
import type {Engine} from '../../contract/engine.js';
import {packError} from './errors.js';
import type {DownMessage, UpMessage} from './messages.js';

/** Serves an engine to the thread at the other end of a port. */
export function serveEngine(engine: Engine, port: MessagePort): void {
	const tell = (message: UpMessage): void => {
		port.postMessage(message);
	};

	const start = async (): Promise<void> => {
		try {
			await engine.start();
			tell({type: 'started'});
		} catch (error) {
			tell({type: 'refused', error: packError(error)});
		}
	};

	const reportEnd = async (): Promise<void> => {
		try {
			tell({type: 'stopped', report: await engine.stopped});
		} catch (error) {
			tell({type: 'broken', error: packError(error)});
		}
	};

	engine.subscribe(snapshot => {
		tell({type: 'snapshot', snapshot});
	});
	port.on('message', (message: DownMessage) => {
		if (message.type === 'start') {
			void start();
		} else {
			engine.send(message.command);
		}
	});
	void reportEnd();
}
