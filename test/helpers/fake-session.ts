import process from 'node:process';
import {openTerminal} from '../../source/tui/terminal/terminal.js';
import {runScreen, type ScreenOptions} from '../../source/tui/run-screen.js';
import {createFakeEngine, type FakeEngineOptions} from './fake-engine.js';

// The screen over a fake engine, as a program: its arguments are the engine's options and the screen's, as JSON. Says at the end what the keys have told the engine.
process.env.NODE_ENV = 'production';
const options: unknown = JSON.parse(process.argv[2] ?? '{}');
const look: unknown = JSON.parse(process.argv[3] ?? '{}');
const engine = createFakeEngine(isOptions(options) ? options : {});
const terminal = openTerminal();
await runScreen({engine, terminal, ...(isLook(look) ? look : {})});
terminal.close();
process.stdout.write(`told: ${engine.commands.map(command => JSON.stringify(command)).join(' ')}\ngoodbye\n`);

function isOptions(value: unknown): value is FakeEngineOptions {
	return typeof value === 'object';
}

function isLook(value: unknown): value is Omit<ScreenOptions, 'engine' | 'terminal'> {
	return typeof value === 'object';
}
