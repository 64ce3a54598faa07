const shown: ReadonlySet<string> = new Set(['--help', '-h', '--version']);

/** Whether a command line can run an engine: one that has the help or the version shown cannot, wherever in it that stands. It imports nothing, as the engine's thread waits for the answer. */
export function needsEngine(words: readonly string[]): boolean {
	return words.every(word => !shown.has(word));
}
