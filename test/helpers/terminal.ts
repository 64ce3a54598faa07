import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import xterm, {type Terminal as Emulator} from '@xterm/headless';
import {type EnvironmentChanges, userEnvironment} from './user-environment.js';

export type TerminalOptions = {
	readonly command: string;
	readonly arguments?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;

	/** What differs from the environment of a user. */
	readonly env?: EnvironmentChanges;
};

export type ScreenCell = {
	readonly text: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;

	/** `#rrggbb`, or the palette's number, or `undefined` for the terminal's own. */
	readonly foreground: string | number | undefined;
	readonly background: string | number | undefined;
};

/** A real program in a pseudo-terminal, read by a terminal emulator. */
export type TestTerminal = {
	readonly pid: number;
	readonly emulator: Emulator;

	/** What is visible, one line a row, without trailing spaces. */
	readonly text: () => string;
	readonly line: (row: number) => string;
	readonly cell: (row: number, column: number) => ScreenCell;
	readonly isAlternate: () => boolean;
	readonly isCursorVisible: () => boolean;

	/** Everything that was written since the start, sequences and all. */
	readonly written: () => string;

	/** Waits until the visible text meets a condition (or holds a text, or matches), looking after all that is written. Rejects with what is visible after `timeout` milliseconds, or when the program ends before. */
	readonly waitFor: (condition: Condition, timeout?: number) => Promise<string>;

	/** Types keys one by one: characters, or names such as `up`, `enter`, `escape`, `ctrl-c`. */
	readonly press: (...keys: readonly string[]) => void;

	/** Types text as it is, at once. */
	readonly type: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal: NodeJS.Signals) => void;

	/** Reads nothing more of what is written, until `read`. */
	readonly stall: () => void;
	readonly read: () => void;

	/** Takes the terminal away, as a connection that breaks does. */
	readonly hangUp: () => void;
	readonly exited: Promise<{readonly code: number; readonly signal: number}>;

	/** Ends the program if it still runs. */
	readonly close: () => Promise<void>;
};

export type Condition = string | RegExp | ((text: string) => boolean);

export function openTestTerminal({command, arguments: arguments_ = [], columns = 80, rows = 24, cwd = process.cwd(), env = []}: TerminalOptions): TestTerminal {
	const emulator = new xterm.Terminal({
		cols: columns, rows, allowProposedApi: true, scrollback: 1000,
	});
	const pty = spawn(command, [...arguments_], {
		cols: columns, rows, cwd, env: userEnvironment(env),
	});
	let isOver = false;
	const watchers = new Set<() => void>();
	const notify = () => {
		// Half a frame is nothing that a user sees.
		if (emulator.modes.synchronizedOutputMode && !isOver) {
			return;
		}

		for (const watcher of watchers) {
			watcher();
		}
	};

	let isCursorVisible = true;
	let written = '';
	watchCursor(emulator, isVisible => {
		isCursorVisible = isVisible;
	});
	emulator.onData(answer => {
		pty.write(answer);
	});
	pty.onData(data => {
		written += data;
		emulator.write(data, notify);
	});
	const exited = new Promise<{code: number; signal: number}>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			isOver = true;
			emulator.write('', () => {
				notify();
				resolve({code: exitCode, signal: signal ?? 0});
			});
		});
	});

	const line = (row: number) => emulator.buffer.active.getLine(emulator.buffer.active.baseY + row)?.translateToString(true) ?? '';
	const text = () => Array.from({length: emulator.rows}, (_, row) => line(row)).join('\n').trimEnd();

	return {
		pid: pty.pid,
		emulator,
		text,
		line,
		cell: (row, column) => cellAt(emulator, row, column),
		isAlternate: () => emulator.buffer.active.type === 'alternate',
		isCursorVisible: () => isCursorVisible,
		written: () => written,
		async waitFor(condition, timeout = 10_000) {
			return new Promise((resolve, reject) => {
				const end = () => {
					clearTimeout(timer);
					watchers.delete(look);
				};

				const look = () => {
					const visible = text();
					if (meets(visible, condition)) {
						end();
						resolve(visible);
					} else if (isOver) {
						end();
						reject(new Error(`the program ended before ${String(condition)} was visible; visible was:\n${visible}`));
					}
				};

				const timer = setTimeout(() => {
					end();
					reject(new Error(`${String(condition)} was not visible within ${timeout} ms; visible was:\n${text()}`));
				}, timeout);
				watchers.add(look);
				look();
			});
		},
		press(...keys) {
			for (const key of keys) {
				pty.write(sequences.get(key) ?? key);
			}
		},
		type(keys) {
			pty.write(keys);
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		kill(signal) {
			process.kill(pty.pid, signal);
		},
		stall() {
			pty.pause();
		},
		read() {
			pty.resume();
		},
		hangUp() {
			assertDestroyable(pty);
			pty.destroy();
		},
		exited,
		async close() {
			try {
				if (!isOver) {
					process.kill(pty.pid, 'SIGKILL');
				}
			} catch {
				// It has just ended by itself.
			}

			await exited;
			emulator.dispose();
		},
	};
}

const sequences: ReadonlyMap<string, string> = new Map([
	['up', '\u001B[A'],
	['down', '\u001B[B'],
	['right', '\u001B[C'],
	['left', '\u001B[D'],
	['home', '\u001B[H'],
	['end', '\u001B[F'],
	['page up', '\u001B[5~'],
	['page down', '\u001B[6~'],
	['enter', '\r'],
	['escape', '\u001B'],
	['tab', '\t'],
	['space', ' '],
	...Array.from('abcdefghijklmnopqrstuvwxyz', (letter, index) => [`ctrl-${letter}`, String.fromCodePoint(index + 1)] as const),
]);

/** Its types leave out what closes a terminal and keeps the program. */
function assertDestroyable(pty: unknown): asserts pty is {readonly destroy: () => void} {
	if (typeof pty !== 'object' || pty === null || !('destroy' in pty)) {
		throw new TypeError('this terminal can\'t be taken away');
	}
}

function meets(visible: string, condition: Condition): boolean {
	if (typeof condition === 'string') {
		return visible.includes(condition);
	}

	return condition instanceof RegExp ? condition.test(visible) : condition(visible);
}

function watchCursor(emulator: Emulator, onChange: (isVisible: boolean) => void): void {
	for (const final of ['h', 'l']) {
		emulator.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.includes(25)) {
				onChange(final === 'h');
			}

			return false;
		});
	}
}

function cellAt(emulator: Emulator, row: number, column: number): ScreenCell {
	const buffer = emulator.buffer.active;
	const cell = buffer.getLine(buffer.baseY + row)?.getCell(column);
	if (cell === undefined) {
		throw new RangeError(`there is no cell at row ${row}, column ${column}`);
	}

	const rgb = (colour: number) => `#${colour.toString(16).padStart(6, '0')}`;
	return {
		text: cell.getWidth() === 0 ? '' : (cell.getChars() || ' '),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isInverse: cell.isInverse() !== 0,
		foreground: cell.isFgDefault() ? undefined : (cell.isFgRGB() ? rgb(cell.getFgColor()) : cell.getFgColor()),
		background: cell.isBgDefault() ? undefined : (cell.isBgRGB() ? rgb(cell.getBgColor()) : cell.getBgColor()),
	};
}
