import process from 'node:process';
import {openTerminal} from '../../source/tui/terminal.js';
import {runScreen} from '../../source/tui/run-screen.js';
import {createFakeEngine, type FakeEngineOptions} from './fake-engine.js';

// The screen over a fake engine, as a program: its only argument is the engine's options as JSON. Says at the end what the keys have told the engine.
process.env.NODE_ENV = 'production';
const options: unknown = JSON.parse(process.argv[2] ?? '{}');
const engine = createFakeEngine(isOptions(options) ? options : {});
const terminal = openTerminal();
await runScreen({engine, terminal});
terminal.close();
process.stdout.write(`told: ${engine.commands.map(command => JSON.stringify(command)).join(' ')}\ngoodbye\n`);

function isOptions(value: unknown): value is FakeEngineOptions {
	return typeof value === 'object';
}
