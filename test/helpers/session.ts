import process from 'node:process';
import type {ExecutionContext} from 'ava';
import {ownPath} from './folder.js';
import {longestWait} from './place.js';
import {cli, shellFunction} from './program.js';
import {openTestTerminal, type TerminalOptions, type TestTerminal} from './terminal.js';

const patience = 20_000;

/** The real program in a real pseudo-terminal. */
export type Session = TestTerminal & {
	/** Waits longer than for a screen without an engine. */
	readonly see: (what: Parameters<TestTerminal['waitFor']>[0]) => Promise<string>;
};

/** A line of shell in which `millrace` stands for the program. */
export function openLine(t: ExecutionContext, line: string, options: Partial<TerminalOptions> = {}): Session {
	t.timeout(longestWait);
	const terminal = openTestTerminal({
		command: 'sh', arguments: ['-c', `${shellFunction}\n${line}`], cwd: ownPath(t, ''), ...options,
	});
	t.teardown(terminal.close);
	return {...terminal, see: async what => terminal.waitFor(what, patience)};
}

/** The program as it starts in a terminal. */
export function openSession(t: ExecutionContext, words: readonly string[] = [], options: Partial<TerminalOptions> = {}): Session {
	return openLine(t, '', {command: process.execPath, arguments: [cli, ...words], ...options});
}

/** Waits for the end: the terminal is as it was, and the ledger is what is left on it. Returns the ledger. */
export async function leave(t: ExecutionContext, terminal: Session, code: number): Promise<string> {
	const exit = await terminal.exited;
	const text = terminal.text();
	t.is(exit.code, code, text);
	assertRestored(t, terminal);
	const ledger = text.replaceAll('\n', ' ').slice(text.indexOf('Ledger: '));
	t.regex(ledger, /^Ledger: [\d,]+ accepted = .*; 0 unaccounted/v);
	return ledger;
}

export function assertRestored(t: ExecutionContext, terminal: TestTerminal): void {
	t.false(terminal.isAlternate(), 'the alternate buffer is left');
	t.true(terminal.isCursorVisible(), 'the cursor is back');
	t.true(terminal.emulator.modes.wraparoundMode, 'lines wrap again');
	t.false(terminal.emulator.modes.synchronizedOutputMode, 'no frame is left open');
}
