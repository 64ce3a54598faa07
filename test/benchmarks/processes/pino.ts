import {once} from 'node:events';
import process from 'node:process';
import pino from 'pino';
import {absolutePath} from '../absolute-path.js';

/** Logs so many objects with pino, through its transport in a thread of its own, or through a buffer of 4 KiB. */
const [word, count, way] = process.argv.slice(2);
const file = absolutePath(word);
const records = Number(count);
const options = {base: null};

if (way === 'transport') {
	const transport: unknown = pino.transport({target: 'pino/file', options: {destination: file}});
	if (!isStream(transport)) {
		throw new TypeError('expected a stream from pino.transport');
	}

	logAll(pino(options, transport));
	// The transport's thread alone would not keep this program alive.
	const stay = setInterval(() => undefined, 1000);
	transport.end();
	await once(transport, 'close');
	clearInterval(stay);
} else {
	const destination = pino.destination({dest: file, sync: false, minLength: 4096});
	await once(destination, 'ready');
	logAll(pino(options, destination));
	destination.flushSync();
	destination.end();
}

function logAll(logger: pino.Logger): void {
	for (let seq = 1; seq <= records; seq++) {
		logger.info({msg: 'hello from producer', seq});
	}
}

function isStream(value: unknown): value is NodeJS.WritableStream {
	return typeof value === 'object' && value !== null && 'end' in value && 'write' in value;
}
