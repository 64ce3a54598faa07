import test from 'ava';
import {beginThread} from '../../../source/engine/thread/begin-thread.js';
import {ThreadedEngine} from '../../../source/engine/thread/threaded-engine.js';

for (const [script, message] of [
	['throw new Error("out of order")', /out of order/v],
	['process.exit(7)', /ended early with exit code 7/v],
] as const) {
	test(`a thread that has failed before it is given to an engine fails that engine: ${script}`, async t => {
		const thread = beginThread(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
		thread.worker.ref();
		await thread.ended;
		const engine = new ThreadedEngine(thread, {});
		// `any`: what a thread throws is not always an error of this realm.
		await t.throwsAsync(engine.start(), {any: true, message});
		await t.throwsAsync(engine.stopped, {any: true, message});
	});
}
