import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {schema} from '../../source/cli/schema.js';
import type {Command} from '../../source/contract/command.js';
import type {Engine} from '../../source/contract/engine.js';
import type {Snapshot} from '../../source/contract/snapshot.js';
import {openTerminal} from '../../source/tui/terminal/terminal.js';
import {runScreen} from '../../source/tui/run-screen.js';
import type {ScreenOptions} from '../../source/tui/screen-options.js';
import {createPipeline, type PipelineOptions} from './pipeline.js';

/**
A program: the screen over a real engine that has run for a while when the screen opens. Virtual time takes the engine through the warm-up; from then on the clock follows real time.

Its arguments are a `WarmSession` and the looks of the screen, as JSON. At the end it prints the commands of the keys.
*/
export type WarmSession = PipelineOptions & {
	/** Milliseconds of the run before the screen opens. */
	readonly warmUp?: number;

	/** Commands during the warm-up, by their millisecond. */
	readonly script?: ReadonlyArray<readonly [number, Command]>;
};

export type ScreenLooks = Omit<ScreenOptions, 'engine' | 'schema' | 'terminal'>;

/** Milliseconds between two looks at the real time. */
const tick = 10;

async function openWarm({warmUp = 0, script = [], ...options}: WarmSession): Promise<Engine & {readonly commands: readonly Command[]}> {
	const {engine, clock} = createPipeline(options);
	const past: Snapshot[] = [];
	const commands: Command[] = [];
	const stopRecording = engine.subscribe(snapshot => {
		past.push(snapshot);
	});
	await engine.start();
	for (const [at, command] of script) {
		clock.setTimeout(() => {
			engine.send(command);
		}, at);
	}

	clock.advance(warmUp);
	stopRecording();
	const start = performance.now() - clock.now();
	const timer = setInterval(() => {
		clock.advance(performance.now() - start - clock.now());
	}, tick);
	void engine.stopped.finally(() => {
		clearInterval(timer);
	});
	return {
		commands,
		stopped: engine.stopped,
		machineDefinitions: engine.machineDefinitions,
		start: async () => undefined,
		send(command) {
			commands.push(command);
			engine.send(command);
		},
		subscribe(listener) {
			for (const snapshot of past) {
				listener(snapshot);
			}

			return engine.subscribe(listener);
		},
	};
}

function isSession(value: unknown): value is WarmSession {
	return typeof value === 'object';
}

function areLooks(value: unknown): value is ScreenLooks {
	return typeof value === 'object';
}

// React reads it when it is loaded.
process.env.NODE_ENV = 'production';
const session: unknown = JSON.parse(process.argv[2] ?? '{}');
const looks: unknown = JSON.parse(process.argv[3] ?? '{}');
const engine = await openWarm(isSession(session) ? session : {});
const terminal = openTerminal();
await runScreen({
	engine, schema, terminal, ...(areLooks(looks) ? looks : {}),
});
terminal.close();
process.stdout.write(`told: ${engine.commands.map(command => JSON.stringify(command)).join(' ')}\ngoodbye\n`);
